import { defineAction } from './define.ts'
import { takesLicences } from './licence-change.ts'

/** https://learn.microsoft.com/graph/api/user-reprocesslicenseassignment */
export default defineAction({
  id: 'reprocess-licences',
  title: 'Reprocess licences',
  icon: 'licenceAgain',
  role: 'technician',
  permissions: ['User.ReadWrite.All'],
  area: 'licences',
  fields: {},
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: false,

  applies(person) {
    const takes = takesLicences(person)
    if (takes !== true) return takes
    return (
      person.licences.some(({ byGroupId }) => byGroupId !== null) || 'No group gives this person a licence.'
    )
  },
  confirm: ({ displayName }) => `Have Microsoft work out anew which licences groups give ${displayName}?`,
  button: 'Reprocess',
  audit: ({ userPrincipalName }) => `Had the licences that groups give ${userPrincipalName} worked out anew`,
  changes: ['person', 'licences'],
  unknownNext: 'Reprocess once more: doing it twice does no harm.',

  async run({ graph, person }) {
    await graph.post(`/users/${person.id}/reprocessLicenseAssignment`)
    return undefined
  },
})
