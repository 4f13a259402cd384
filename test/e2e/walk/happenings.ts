import { addressOf, fabrikamWestId, tenantNamed } from '../../world/syncro/seed.ts'
import type { World } from '../../world/world.ts'
import type { Ledger, Typed } from './ledger.ts'

/** What people do in the customers' directories and, by hand, in Syncro. */
type Happening = (world: World, ledger: Ledger) => void

const contoso = tenantNamed('Contoso')
const fabrikam = tenantNamed('Fabrikam')
const northwind = tenantNamed('Northwind')

function typeInto({ syncro }: World, ledger: Ledger, email: string, typed: Typed): void {
  const [contact, second] = [...syncro.account().contacts.values()].filter((one) => one.email === email)
  if (!contact || second) throw new Error(`Syncro does not have exactly one contact ${email}.`)
  ledger.type(contact.id, typed)
}

/** Renamed, moved, disabled, deleted; and values typed in Syncro before Entra changes the same ones. */
export const firstHour: Happening = (world, ledger) => {
  const at = (email: string, typed: Typed) => typeInto(world, ledger, email, typed)
  const tove = addressOf(contoso, 'Lindqvale')
  const idris = addressOf(contoso, 'Fennimore')
  const juno = addressOf(contoso, 'Harkwell')
  at(tove, { phone: '+1 555 0100 199' })
  at(idris, { name: 'Dr. Idris Fennimore' })
  at(juno, { note: 'Has the key to the side door.' })
  at(addressOf(northwind, 'Merriweather'), { mobile: '+1 555 0170 400', note: 'Her assistant answers.' })

  const dental = world.microsoft.tenant(contoso.domain)
  dental.updateUser(tove, { jobTitle: 'Senior dentist', businessPhones: ['+1 555 0100 155'] })
  dental.updateUser(idris, { displayName: 'Idris Fennimore-Hale', surname: 'Fennimore-Hale' })
  dental.updateUser(juno, { accountEnabled: false })
  dental.softDelete(addressOf(contoso, "O'Dell"))

  const freight = world.microsoft.tenant(fabrikam.domain)
  const married = `hale.sommerfeldt-roe@${fabrikam.domain}`
  freight.updateUser(addressOf(fabrikam, 'Sommerfeldt'), {
    displayName: 'Hale Sommerfeldt-Roe',
    surname: 'Sommerfeldt-Roe',
    userPrincipalName: married,
    mail: married,
    proxyAddresses: [`SMTP:${married}`, `smtp:${addressOf(fabrikam, 'Sommerfeldt')}`],
  })
  freight.updateUser(addressOf(fabrikam, 'Quillfeather'), { department: 'Dispatch' })
  freight.softDelete(addressOf(fabrikam, 'Adeyemi'))

  const lukas = addressOf(northwind, 'Greystone')
  world.microsoft.tenant(northwind.domain).updateUser(lukas, { jobTitle: 'Head of warehouse' })
}

/** Restored, disabled, newly hired; notes on a contact that is inactive, and a number that was typed where Entra had none. */
export const secondHour: Happening = (world, ledger) => {
  const mira = addressOf(fabrikam, 'Adeyemi')
  typeInto(world, ledger, mira, { note: 'Back in spring.' })
  const freight = world.microsoft.tenant(fabrikam.domain)
  const gone = [...freight.deletedUsers.values()].find(({ mail }) => mail === mira)
  freight.restore(gone?.id ?? '')

  const vera = `vera.ashcombe@${contoso.domain}`
  const dental = world.microsoft.tenant(contoso.domain)
  dental.addUser({
    displayName: 'Vera Ashcombe',
    givenName: 'Vera',
    surname: 'Ashcombe',
    userPrincipalName: vera,
    mail: vera,
    jobTitle: 'Dental nurse',
    department: 'Dentistry',
  })
  // An account without licence may be a shared mailbox, which is read once a day: until then a person would be asked.
  dental.setLicences(vera, ['O365_BUSINESS_ESSENTIALS'])

  const traders = world.microsoft.tenant(northwind.domain)
  traders.updateUser(addressOf(northwind, 'Greystone'), { accountEnabled: false })
  traders.updateUser(addressOf(northwind, 'Merriweather'), { mobilePhone: '+1 555 0170 411' })
}

/** The department whose persons belong to Fabrikam's second organisation. */
export const split = { department: 'Dispatch', organisationId: fabrikamWestId } as const
