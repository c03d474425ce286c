/** Discovery: the services as CDS Hooks lists them, the same bytes on every call. */
import type { RequestHandler } from 'express';
import type { PlanEntry } from '#chart';
import { services, usageRequirements } from '#services';

/** One service of the catalogue, as discovery shows it and as calls are routed. */
export interface ServiceEntry {
  readonly id: string;
  readonly hook: string;
  readonly title: string;
  readonly description: string;
  readonly usageRequirements: string;
  readonly prefetch: Readonly<Record<string, string>>;
}

/** The discovery document; empty members are left out (Use of JSON). */
export function discoveryOf(services: readonly ServiceEntry[]): object {
  return {
    services: services.map(({ id, hook, title, description, usageRequirements, prefetch }) => ({
      hook,
      title,
      description,
      id,
      ...(usageRequirements === '' ? {} : { usageRequirements }),
      ...(Object.keys(prefetch).length === 0 ? {} : { prefetch }),
    })),
  };
}

/** Answers GET and HEAD on the discovery endpoint. */
export function createDiscoveryHandler(services: readonly ServiceEntry[]): RequestHandler {
  const document = JSON.stringify(discoveryOf(services));
  return (_req, res) => {
    res.set('Cache-Control', 'no-cache').type('application/json').send(document);
  };
}

/** The catalogue with the prefetch templates that the rules' data needs give. */
export function serviceEntries(plan: readonly PlanEntry[]): readonly ServiceEntry[] {
  const prefetch = Object.fromEntries(plan.map((entry) => [entry.key, entry.template]));
  return services.map((service) => ({ ...service, usageRequirements, prefetch }));
}
