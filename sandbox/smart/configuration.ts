/** How an app finds the authorization server from the FHIR base URL: smart-configuration and the CapabilityStatement. */
import cors from 'cors';
import express from 'express';
import type { Router } from 'express';
import type { JsonRecord } from '../json.ts';

/** Absolute URLs of the two endpoints. */
export interface SmartEndpoints {
  readonly authorize: string;
  readonly token: string;
}

/** Mounted at `{FHIR base}/.well-known/smart-configuration`, ahead of the FHIR server. */
export function createSmartConfiguration(endpoints: () => SmartEndpoints): Router {
  const router = express.Router();
  router.use(cors({ methods: ['GET'], maxAge: 600 }));
  router.get('/', (_request, response) => {
    const { authorize, token } = endpoints();
    response.set('Cache-Control', 'no-store').json({
      authorization_endpoint: authorize,
      token_endpoint: token,
      token_endpoint_auth_methods_supported: ['none'],
      grant_types_supported: ['authorization_code'],
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['launch', 'launch/patient', 'launch/encounter', 'patient/*.cruds'],
      capabilities: [
        'launch-ehr',
        'launch-standalone',
        'client-public',
        'context-ehr-patient',
        'context-ehr-encounter',
        'context-standalone-patient',
        'permission-patient',
        'permission-v1',
        'permission-v2',
      ],
    });
  });
  return router;
}

/** `rest.security` of the CapabilityStatement, for apps that look there. */
export function smartSecurity({ authorize, token }: SmartEndpoints): JsonRecord {
  return {
    service: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
            code: 'SMART-on-FHIR',
          },
        ],
      },
    ],
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: [
          { url: 'authorize', valueUri: authorize },
          { url: 'token', valueUri: token },
        ],
      },
    ],
  };
}
