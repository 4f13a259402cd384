interface NeededRole {
  id: string
  name: string
  /** Roles that allow the same and more */
  alternatives: { id: string; name: string }[]
  use: string
}

const globalAdministrator = { id: '62e90394-69f5-4237-9190-012177145e10', name: 'Global Administrator' }

/**
 * Directory roles that taking in a customer needs there; once it is done the sync needs none of them.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference and
 * https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto (permissions of Graph need the second).
 */
export const neededRoles: NeededRole[] = [
  {
    id: '158c047a-c907-4556-b7ef-446551a6b5f7',
    name: 'Cloud Application Administrator',
    alternatives: [
      { id: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', name: 'Application Administrator' },
      globalAdministrator,
    ],
    use: 'Puts Sidelight’s application into the customer’s tenant.',
  },
  {
    id: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
    name: 'Privileged Role Administrator',
    alternatives: [globalAdministrator],
    use: 'Grants the application the permissions to read the tenant.',
  },
]
