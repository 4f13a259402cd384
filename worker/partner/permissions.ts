/** What the partner's application is allowed, told before anybody agrees. https://learn.microsoft.com/graph/permissions-reference */
export const partnerPermissions = [
  {
    name: 'DelegatedAdminRelationship.Read.All',
    where: 'Microsoft Graph, in your own tenant',
    words: 'Read the admin relationships that customers granted to you, and which of your groups use them.',
    use: 'Shows which customers can be taken in, what is missing, and warns before a relationship ends.',
  },
  {
    name: 'Directory.Read.All',
    where: 'Microsoft Graph, in your own tenant',
    words: 'Read your own directory.',
    use: 'Reads which groups the service account is in, and your list of customers. Nothing else is read.',
  },
  {
    name: 'user_impersonation',
    where: 'Partner Center',
    words: 'Act in Partner Center as the service account that signs in.',
    use: 'Gives Sidelight’s application consent in the customers that you choose, and takes it back when you let one go.',
  },
  {
    name: 'offline_access',
    where: 'The sign-in',
    words: 'Keep access after the sign-in.',
    use: 'Lets the steps run while nobody is signed in. The token is stored sealed and renewed daily.',
  },
  {
    name: 'Application.ReadWrite.All',
    where: 'Microsoft Graph, in each customer that you choose',
    words: 'Manage applications, as far as the service account’s roles there allow it.',
    use: 'Puts Sidelight’s reader (and operator) into the customer’s tenant, or removes them again.',
  },
  {
    name: 'AppRoleAssignment.ReadWrite.All',
    where: 'Microsoft Graph, in each customer that you choose',
    words: 'Grant permissions to applications, as far as the service account’s roles there allow it.',
    use: 'Grants the reader (and operator) exactly the permissions listed in the README, and nothing to anybody else.',
  },
] as const

/** What Partner Center is asked to consent to in a customer's tenant: delegated permissions of Graph. */
export const customerScopes = partnerPermissions
  .filter(({ where }) => where.endsWith('customer that you choose'))
  .map(({ name }) => name)
