import { change } from '../field.ts'
import { personFieldLabels as labels } from '../person.ts'
import { defineAction, isMasteredHere } from './define.ts'
import { changesIn, changeWords, hasChanges, sendProfile } from './profile-change.ts'

/** Longest values: https://learn.microsoft.com/graph/api/resources/user#properties */
const fields = {
  displayName: change(labels.displayName, (person) => person.displayName, { maxLength: 256 }),
  givenName: change(labels.givenName, (person) => person.givenName, { maxLength: 64 }),
  surname: change(labels.surname, (person) => person.surname, { maxLength: 64 }),
  jobTitle: change(labels.jobTitle, (person) => person.jobTitle),
  department: change(labels.department, (person) => person.department, { maxLength: 64 }),
  officeLocation: change(labels.officeLocation, (person) => person.officeLocation),
  companyName: change(labels.companyName, (person) => person.companyName, { maxLength: 64 }),
  streetAddress: change(labels.streetAddress, (person) => person.streetAddress, { maxLength: 1024 }),
  city: change(labels.city, (person) => person.city),
  state: change(labels.state, (person) => person.state),
  postalCode: change(labels.postalCode, (person) => person.postalCode, { maxLength: 40 }),
  country: change(labels.country, (person) => person.country),
}

/** https://learn.microsoft.com/graph/api/user-update */
export default defineAction({
  id: 'edit-profile',
  title: 'Edit profile',
  icon: 'personEdit',
  role: 'technician',
  permissions: ['User.ReadWrite.All'],
  area: 'profile',
  fields,
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: false,

  applies: isMasteredHere,
  check(person, values) {
    if (values.displayName === '') return 'The display name cannot be empty.'
    return hasChanges(changesIn(fields, person, values))
  },
  confirm: (person, values) =>
    `Change the profile of ${person.displayName}: ${changeWords(changesIn(fields, person, values))}?`,
  button: 'Change profile',
  audit: (person, values) =>
    `Changed the profile of ${person.userPrincipalName}: ${changeWords(changesIn(fields, person, values))}`,
  unknownNext: 'Look at the profile of the person, then change it once more: doing it twice does no harm.',

  async run({ graph, person, values }) {
    await sendProfile(graph, person.id, changesIn(fields, person, values))
    return undefined
  },
})
