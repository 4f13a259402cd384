export interface RoleTemplate {
  id: string
  name: string
  isPrivileged: boolean
}

/** Built-in directory roles; template ids are the same in every tenant. Privileged as Entra labels them. */
export const roleTemplates: RoleTemplate[] = [
  { id: '62e90394-69f5-4237-9190-012177145e10', name: 'Global Administrator', isPrivileged: true },
  { id: 'e8611ab8-c189-46e8-94e1-60213ab1f814', name: 'Privileged Role Administrator', isPrivileged: true },
  {
    id: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    name: 'Privileged Authentication Administrator',
    isPrivileged: true,
  },
  { id: 'fe930be7-5e62-47db-91af-98c3a49a38b1', name: 'User Administrator', isPrivileged: true },
  { id: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Administrator', isPrivileged: true },
  { id: '729827e3-9c14-49f7-bb1b-9608f156bbb8', name: 'Helpdesk Administrator', isPrivileged: true },
  { id: '194ae4cb-b126-40b2-bd5b-6091b380977d', name: 'Security Administrator', isPrivileged: true },
  { id: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', name: 'Directory Readers', isPrivileged: false },
  { id: '95e79109-95c0-4d8e-aee3-d01accf2d47b', name: 'Guest Inviter', isPrivileged: false },
]

/** One holder of one role, as `/roleManagement/directory/roleAssignments` lists it. */
export interface RoleAssignment {
  id: string
  principalId: string
  roleTemplateId: string
}

export function findRole(name: string): RoleTemplate {
  const found = roleTemplates.find((role) => role.name === name)
  if (!found) throw new Error(`There is no directory role ${name} in the embedded world.`)
  return found
}
