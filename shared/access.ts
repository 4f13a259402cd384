import type { EndpointName } from './contract.ts'

/** App roles of the API registration, weakest first; each may do all that the ones before it may. */
export const roles = ['viewer', 'technician', 'admin'] as const
export type Role = (typeof roles)[number]

/** Who may call what: the one table. Actions carry a role of their own on top. */
export const access: Record<EndpointName, Role> = {
  'session.get': 'viewer',
  'tenants.list': 'viewer',
  'tenants.get': 'viewer',
  'tenants.trends': 'viewer',
  'psas.list': 'viewer',
  'rules.preview': 'viewer',
  'plans.get': 'viewer',
  'plans.untouched': 'viewer',
  'plans.waiting': 'viewer',
  'reviews.list': 'viewer',
  'history.list': 'viewer',
  'alerts.list': 'viewer',
  'tickets.resolve': 'viewer',
  'persons.get': 'viewer',
  'persons.search': 'viewer',
  'persons.live': 'viewer',
  'persons.refresh': 'viewer',
  'contacts.resolve': 'viewer',
  'organisations.resolve': 'viewer',
  'changes.list': 'viewer',
  'tenants.sync': 'technician',
  'tickets.choose': 'technician',
  'actions.run': 'technician',
  'actions.get': 'technician',
  'actions.resume': 'technician',
  'actions.policy': 'viewer',
  'audit.list': 'technician',
  'actions.options': 'technician',
  'organisations.list': 'technician',
  'access.list': 'admin',
  'access.set': 'admin',
  'access.remove': 'admin',
  'audit.export': 'admin',
  'actions.setPolicy': 'admin',
  'tenants.connect': 'admin',
  'tenants.attempts': 'admin',
  'tenants.disconnect': 'admin',
  'tenants.hide': 'admin',
  'partner.get': 'admin',
  'partner.begin': 'admin',
  'partner.disconnect': 'admin',
  'partner.refresh': 'admin',
  'partner.customers': 'admin',
  'partner.onboard': 'admin',
  'partner.offboard': 'admin',
  'partner.jobs': 'admin',
  'psas.connect': 'admin',
  'mappings.set': 'admin',
  'mappings.order': 'admin',
  'mappings.remove': 'admin',
  'plans.approve': 'admin',
  'plans.approveTogether': 'admin',
  'plans.undo': 'admin',
  'reviews.decide': 'admin',
  'mappings.settings': 'admin',
  'mappings.suggest': 'admin',
  'mappings.accept': 'admin',
  'organisations.create': 'admin',
  'organisations.named': 'admin',
  'psas.check': 'admin',
  'psas.disconnect': 'admin',
  'psas.trial': 'admin',
  'alerts.webhook': 'admin',
  'alerts.setWebhook': 'admin',
  'alerts.testWebhook': 'admin',
}

/** The strongest role among a token's roles, or null. */
export function strongestRole(claimed: readonly string[]): Role | null {
  return roles.findLast((role) => claimed.includes(role)) ?? null
}

export function isAtLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}
