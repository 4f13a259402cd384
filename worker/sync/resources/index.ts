import type { Resource } from '../resource.ts'
import { capabilities } from './capabilities.ts'
import { groupMembers } from './group-members.ts'
import { groups } from './groups.ts'
import { licences } from './licences.ts'
import { mailboxKind } from './mailbox-kind.ts'
import { organisation } from './organisation.ts'
import { roleHolders } from './role-holders.ts'
import { scoreControls } from './score-controls.ts'
import { secureScore } from './secure-score.ts'
import { subscriptions } from './subscriptions.ts'
import { users } from './users.ts'

/**
 * What is read of a tenant, in this order; each declares the permission that it needs. Groups come before their
 * members, persons before the kinds of their mailboxes.
 */
export const resources: readonly Resource[] = [
  organisation,
  licences,
  subscriptions,
  capabilities,
  groups,
  groupMembers,
  roleHolders,
  users,
  mailboxKind,
  secureScore,
  scoreControls,
]
