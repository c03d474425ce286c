/** The body of a call: media type, size, depth and JSON, each refused before the next is looked at. */
import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import express from 'express';
import type { Request, Response } from 'express';
import type { Config } from '#config';
import { NocturneError } from '#errors';
import type { Load } from './load.ts';

const MEDIA_TYPES: ReadonlySet<string> = new Set(['application/json', 'application/fhir+json']);
const CHARSETS: ReadonlySet<string> = new Set(['utf-8', 'utf8']);
const ENCODINGS: ReadonlySet<string> = new Set(['identity', 'gzip', 'deflate', 'br']);

const BYTE_ORDER_MARK = 0xfeff;

function demandMediaType(headers: IncomingHttpHeaders): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (!MEDIA_TYPES.has(type.trim())) {
    throw new NocturneError('media-type', [], 'Content-Type is not accepted.');
  }
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=');
    if (name.trim() === 'charset' && !CHARSETS.has(value.trim().replace(/^"(.*)"$/, '$1'))) {
      throw new NocturneError('media-type', [], 'The charset is not UTF-8.');
    }
  }
  if (!ENCODINGS.has((headers['content-encoding'] ?? 'identity').trim().toLowerCase())) {
    throw new NocturneError('media-type', [], 'Content-Encoding is not accepted.');
  }
}

/**
 * Whether a value that was parsed from JSON nests objects and arrays more than `limit` deep. JSON.parse takes any depth
 * without recursion, this walk goes no deeper than the limit, and whatever walks or writes the value comes after it.
 * (Counting brackets in the bytes costs three times as much, and spares nothing: wide bodies parse as slowly as deep ones.)
 */
export function nestedDeeperThan(value: object, limit: number): boolean {
  if (limit <= 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'object' && item !== null && nestedDeeperThan(item, limit - 1)) return true;
    }
  } else if (isObject(value)) {
    for (const member in value) {
      const item = value[member];
      if (typeof item === 'object' && item !== null && nestedDeeperThan(item, limit - 1)) return true;
    }
  }
  return false;
}

function parse(bytes: Buffer, depth: number): Record<string, unknown> {
  if (bytes.length === 0) throw new NocturneError('body-not-json', [], 'The body is empty.');
  if (!isUtf8(bytes)) throw new NocturneError('body-not-json', [], 'The body is not valid UTF-8.');
  const text = bytes.toString('utf8');
  const body = parseJson(text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text);
  if (!isObject(body)) throw new NocturneError('body-not-object');
  if (nestedDeeperThan(body, depth)) throw new NocturneError('body-too-deep');
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of a SyntaxError quotes the body.
    throw new NocturneError('body-not-json');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the body of one request; rejects with the failure to answer. */
export type BodyReader = (req: Request, res: Response) => Promise<Record<string, unknown>>;

/** How long the body says it is; unknown when it is chunked, or compressed and so longer than it says. */
function declaredBytes(headers: IncomingHttpHeaders): number | undefined {
  const length = headers['content-length'];
  const plain = (headers['content-encoding'] ?? 'identity').trim().toLowerCase() === 'identity';
  return plain && length !== undefined ? Number(length) : undefined;
}

/**
 * Makes a reader that holds to the limits on size (after decompression) and depth, and to the room there is for bodies
 * of all requests together: what a body takes of it is given back when its request has ended.
 */
export function createBodyReader(
  limits: Pick<Config['limits'], 'bodyBytes' | 'depth'>,
  reserve: Load['reserve'],
): BodyReader {
  const receive = express.raw({ type: () => true, limit: limits.bodyBytes });
  return async (req, res) => {
    demandMediaType(req.headers);
    const room = reserve(declaredBytes(req.headers));
    res.once('close', room.release);
    await new Promise<void>((resolve, reject) => {
      receive(req, res, (failure?: unknown) => (failure ? reject(failure) : resolve()));
    });
    const bytes: unknown = req.body;
    const body = Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0);
    room.settle(body.length);
    return parse(body, limits.depth);
  };
}
