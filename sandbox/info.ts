/** What the sandbox says of itself to its page: its clock and the address of its FHIR server. */
import express from 'express';
import type { Router } from 'express';

export interface SandboxInfo {
  /** The instant the service reasons from, and whether a setting fixed it. */
  readonly asOf: string;
  readonly fixed: boolean;
  /** The base URL calls must name as `fhirServer`: `next` links start with it. */
  readonly fhirServer: string;
}

/** Mounted at /sandbox/info. */
export function createSandboxInfo(info: () => SandboxInfo): Router {
  const router = express.Router();
  router.get('/', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(info());
  });
  return router;
}
