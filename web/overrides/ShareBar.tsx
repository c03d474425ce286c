/** A share as a bar with its 95 % interval as a whisker, and the numbers beside it. */
import type { Share } from './report.ts';
import { interval, percent } from './words.ts';

export interface ShareBarProps {
  readonly share: Share;
  /** What the bar is of: colours it. */
  readonly fate: 'accepted' | 'overridden';
  readonly part: number;
  readonly whole: number;
}

export function ShareBar({ share, fate, part, whole }: ShareBarProps) {
  if (share.rate === null || share.low === null || share.high === null) {
    return <span className="quiet">all still open</span>;
  }
  const [low, high] = [share.low * 100, share.high * 100];
  return (
    <div className="share">
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="track" x="0" y="2" width="100" height="8" />
        <rect className={fate} x="0" y="2" width={share.rate * 100} height="8" />
        <path className="whisker" d={`M${low} 3V9M${low} 6H${high}M${high} 3V9`} />
      </svg>
      <span>
        <strong>{percent(share)}</strong>{' '}
        <small>
          {part} of {whole}; {interval(share)}
        </small>
      </span>
    </div>
  );
}
