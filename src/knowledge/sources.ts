/** Reads the sources.yaml and REVIEW inputs of rule folders and checks their shape in words. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Source } from '#reason/knowledge';

/** A folder whose data file is not as it must be. */
export class ContentError extends Error {}

export type Sources = Readonly<Record<string, Source>>;

/** Reads one sources.yaml. @throws ContentError naming the file and the entry */
export function readSources(folder: string): Sources {
  const path = join(folder, 'sources.yaml');
  if (!existsSync(path)) throw new ContentError(`${path} is missing: every rule folder has its sources.`);
  const raw: unknown = parse(readFileSync(path, 'utf8'));
  if (!isRecord(raw)) throw new ContentError(`${path} must map source ids to sources.`);
  return Object.fromEntries(
    Object.entries(raw).map(([id, value]) => [id, sourceOf(value, `${path}: ${id}`)]),
  );
}

function sourceOf(value: unknown, where: string): Source {
  if (!isRecord(value)) throw new ContentError(`${where} must be an object.`);
  const { title, citation, tag, dossier, says, url } = value;
  if (typeof title !== 'string' || typeof citation !== 'string' || typeof dossier !== 'string') {
    throw new ContentError(`${where} needs title, citation and dossier.`);
  }
  if (tag !== 'S' && tag !== 'K' && tag !== 'P') throw new ContentError(`${where}: tag must be S, K or P.`);
  if (!isRecord(says))
    throw new ContentError(`${where} needs says: anchors with the sentences they stand for.`);
  const sentences: Record<string, string> = {};
  for (const [anchor, sentence] of Object.entries(says)) {
    if (typeof sentence !== 'string') throw new ContentError(`${where}: says.${anchor} must be a sentence.`);
    sentences[anchor] = sentence;
  }
  return { title, citation, tag, dossier, says: sentences, ...(typeof url === 'string' ? { url } : {}) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
