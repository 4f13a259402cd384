import type { Resource } from '../resource.ts'
import { licences } from './licences.ts'
import { organisation } from './organisation.ts'
import { roleHolders } from './role-holders.ts'
import { secureScore } from './secure-score.ts'
import { users } from './users.ts'

/** What is read of a tenant, in this order; each declares the permission that it needs. */
export const resources: readonly Resource[] = [organisation, licences, roleHolders, users, secureScore]
