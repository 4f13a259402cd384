import type { Clock } from '../../clock.ts'
import { createChangeLog } from './change.ts'
import type { EntraGroup, GroupProperty, StoredGroup, TrackedGroupProperty } from './group.ts'

interface GroupDirectoryOptions {
  clock: Clock
  /** Whether a user with that id exists (active or soft-deleted). */
  isUser(id: string): boolean
  /** Called after a user became or ceased to be a member of a group, or the group's licences changed. */
  onLicensing(userId: string): void
}

/** The groups of a tenant. Groups are named by id or display name. */
export class GroupDirectory {
  readonly all = new Map<string, StoredGroup>()
  readonly deleted = new Map<string, StoredGroup>()
  readonly changes = createChangeLog<TrackedGroupProperty>()
  readonly #options: GroupDirectoryOptions

  constructor(options: GroupDirectoryOptions) {
    this.#options = options
  }

  find(idOrName: string): StoredGroup | undefined {
    return this.all.get(idOrName) ?? [...this.all.values()].find((group) => group.displayName === idOrName)
  }

  /** As `find`, but raises where there is none. */
  get(idOrName: string): StoredGroup {
    const found = this.find(idOrName)
    if (!found) throw new Error(`There is no group ${idOrName}.`)
    return found
  }

  /** A security group unless the properties say otherwise. */
  add(partial: Partial<EntraGroup> & Pick<EntraGroup, 'displayName'>): StoredGroup {
    const id = partial.id ?? crypto.randomUUID()
    if (this.all.has(id)) throw new Error(`The group ${id} exists.`)
    const group: StoredGroup = {
      securityEnabled: true,
      mailEnabled: false,
      groupTypes: [],
      mailNickname: id.slice(0, 8),
      createdDateTime: new Date(this.#options.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      ...partial,
      id,
      members: new Set(),
    }
    this.all.set(id, group)
    this.changes.add(id, null)
    return group
  }

  /** Sets properties (null clears); what stays the same is no change. */
  update(idOrName: string, patch: Partial<Omit<EntraGroup, 'id'>>): StoredGroup {
    const group = this.get(idOrName)
    const changed = Object.entries(patch).filter(
      ([name, value]) =>
        value !== undefined && JSON.stringify(group[name as GroupProperty]) !== JSON.stringify(value),
    )
    Object.assign(group, Object.fromEntries(changed))
    this.changes.add(
      group.id,
      changed.map(([name]) => name as GroupProperty),
    )
    if ('assignedLicenses' in patch) for (const id of group.members) this.#relicense(id)
    return group
  }

  /** Microsoft 365 groups can be restored for 30 days; others are gone at once, and leave other groups. */
  remove(idOrName: string): void {
    const group = this.get(idOrName)
    this.all.delete(group.id)
    if (group.groupTypes.includes('Unified')) this.deleted.set(group.id, group)
    this.changes.add(group.id, null)
    for (const id of group.members) this.#relicense(id)
    if (!this.deleted.has(group.id)) this.forget(group.id)
  }

  addMember(idOrName: string, memberId: string): void {
    const group = this.get(idOrName)
    const isGroup = this.all.has(memberId)
    if (!isGroup && !this.#options.isUser(memberId)) throw new Error(`There is no object ${memberId}.`)
    if (isGroup && group.isAssignableToRole) throw new Error('A role-assignable group takes no groups.')
    if (group.members.has(memberId)) throw new Error('One or more added object references already exist.')
    group.members.add(memberId)
    this.changes.add(group.id, ['members'], memberId)
    this.#relicense(memberId)
  }

  removeMember(idOrName: string, memberId: string): void {
    const group = this.get(idOrName)
    if (!group.members.delete(memberId)) throw new Error(`${group.displayName} has no member ${memberId}.`)
    this.changes.add(group.id, ['members'], memberId)
    this.#relicense(memberId)
  }

  /** An object is gone for good: it leaves every group. */
  forget(memberId: string): void {
    for (const group of this.all.values())
      if (group.members.delete(memberId)) this.changes.add(group.id, ['members'], memberId)
  }

  /** Groups that an object is a direct member of. */
  directOf(memberId: string): StoredGroup[] {
    return [...this.all.values()].filter(({ members }) => members.has(memberId))
  }

  /** Groups that an object is in, directly or through others; circles are walked once. */
  allOf(memberId: string): StoredGroup[] {
    return walk(this.directOf(memberId), ({ id }) => this.directOf(id)).filter(({ id }) => id !== memberId)
  }

  /** Ids of everything in a group, directly or through others, without the group itself. */
  idsIn({ id, members }: StoredGroup): string[] {
    const inner = (member: string) => [...(this.all.get(member)?.members ?? [])]
    return walk([...members], inner).filter((member) => member !== id)
  }

  #relicense(memberId: string): void {
    if (!this.all.has(memberId)) this.#options.onLicensing(memberId)
  }
}

/** Everything that can be reached, each once. */
function walk<T>(start: T[], next: (item: T) => T[]): T[] {
  const seen = new Set(start)
  for (const item of seen) for (const further of next(item)) seen.add(further)
  return [...seen]
}
