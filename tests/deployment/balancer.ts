/** The committed configuration of nginx, with the addresses of a test in place of Docker's. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

const DEPLOY = join(ROOT, 'deploy');

export interface Places {
  /** Folder of the test; what is written lands here. */
  readonly folder: string;
  /** Folder of tls.crt and tls.key. */
  readonly secrets: string;
  readonly listen: number;
  /** Port of each copy on loopback, by service name. */
  readonly copies: Readonly<Record<string, number>>;
}

/** `host:port` of each server of the upstream. */
export function upstreamsOf(file: string): readonly string[] {
  const text = readFileSync(join(DEPLOY, file), 'utf8');
  return [...text.matchAll(/^\s*server (\S+:\d+) /gm)].map(([, server = '']) => server);
}

/**
 * Writes a configuration that nginx of any version can run here.
 * @returns its path
 */
export function localConfiguration(file: string, { folder, secrets, listen, copies }: Places): string {
  let text = readFileSync(join(DEPLOY, file), 'utf8')
    .replaceAll('/etc/nginx/nocturne/', `${DEPLOY}/`)
    .replaceAll('/run/secrets/', `${secrets}/`)
    .replaceAll('/tmp/nginx.pid', `${folder}/nginx.pid`)
    .replace(/^\s*resolver .*$/m, '')
    // The parameter came with nginx 1.27.3; Debian 12 has 1.22.
    .replaceAll(/ resolve(?= )/g, '')
    .replace(/listen \d+/, `listen 127.0.0.1:${listen}`)
    .replace(
      'http {',
      ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].reduce(
        (all, name) => `${all}\n    ${name}_temp_path ${folder}/${name};`,
        'http {',
      ),
    );
  for (const [name, port] of Object.entries(copies)) {
    text = text.replace(new RegExp(`server ${name}:\\d+`), `server 127.0.0.1:${port}`);
  }
  const path = join(folder, file);
  writeFileSync(path, text);
  return path;
}
