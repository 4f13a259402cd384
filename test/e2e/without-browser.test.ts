import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partnerOrganisationIds } from '../world/partner-organisations.ts'
import { openStage, type Stage } from '../world/stage.ts'
import { addressOf, tenantNamed } from '../world/syncro/seed.ts'
import type { Ledger } from './walk/ledger.ts'
import { sumUp } from './walk/sum-up.ts'
import { walkWithoutBrowser } from './walk/without-browser.ts'

let stage: Stage
let ledger: Ledger
const told: { step: string; detail: string }[] = []
const report = (step: string, detail: string) => told.push({ step, detail })

beforeAll(async () => {
  stage = await openStage()
  ledger = await walkWithoutBrowser(stage, report)
}, 300_000)
afterAll(() => stage?.close())

const toldOf = (step: string) => told.filter((line) => line.step === step).map(({ detail }) => detail)
const none = {
  ...{ created: 0, linked: 0, updated: 0, moved: 0, left: 0 },
  ...{ deactivated: 0, reactivated: 0, kept: 0, review: 0 },
}

const partnerSuggestions = [
  'Alder and Finch Surveyors → Alder & Finch, certain',
  'Brightwater Veterinary → Brightwater Vets, certain',
  'Copperline Joinery → Copperline Joinery Ltd, certain',
  'Dunmore Insurance → Dunmore Insurance, certain',
  'Elmhurst Florists → Elmhurst Florists, certain',
  'Foxglove Pharmacy → Wellside Medical Group, likely: Only 1 of its 3 contacts uses foxglove.example',
]

/** Three persons each; who stood in Syncro by hand is linked. */
const ofPartner = {
  'Alder & Finch': { ...none, created: 2, linked: 1 },
  'Brightwater Vets': { ...none, created: 3 },
  'Copperline Joinery Ltd': { ...none, created: 3 },
  'Dunmore Insurance': { ...none, created: 1, linked: 2 },
  'Elmhurst Florists': { ...none, created: 3 },
  'Wellside Medical Group': { ...none, created: 2, linked: 1 },
  'Greyfriars Printing': { ...none, created: 3 },
  'Hollin Architects': { ...none, created: 3 },
}

/** One story on the built worker in workerd on D1: each part goes on where the one before it ended. */
describe('three tenants and four organisations, through three hours, then eight customers of the partner', () => {
  it('does the main job', () => {
    const steps = told.map(({ step }) => step).slice(0, 8)
    expect(steps).toEqual(['Connect', 'Sync', 'Ticket system', 'Map', 'Plan', 'Contacts', 'Ticket', 'Act'])
  })

  it('suggests with reasons, and calls certain only what nothing else fits', () => {
    expect(toldOf('Suggested')).toEqual([
      expect.stringContaining('Northwind Traders → Northwind Traders, certain'),
      expect.stringContaining('Fabrikam Freight → Fabrikam Freight, likely'),
      expect.stringContaining('Fabrikam Freight → Fabrikam Freight West, likely'),
      ...partnerSuggestions.map((words) => expect.stringContaining(words)),
    ])
  })

  it('leaves out service accounts and shared mailboxes, and says so', () => {
    expect(toldOf('Nested groups')).toEqual([
      expect.stringMatching(/3 of 5; 1 × Shared mailbox · 1 × The name svc-backup is like a service account/),
    ])
  })

  it('writes each hour what follows from it, and keeps what was typed by hand', () => {
    expect(toldOf('Hour 1')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/Tove Lindqvale update; Job title .*Phone edited by hand and kept/),
        expect.stringMatching(/Juno Harkwell deactivate; .*The account is disabled/),
        expect.stringMatching(/Conor O'Dell deactivate; .*Deleted in Entra/),
        expect.stringMatching(
          /Petra Quillfeather move; Organisation Fabrikam Freight → Fabrikam Freight West/,
        ),
        expect.stringMatching(/Hale Sommerfeldt-Roe update; Name .*; E-mail /),
      ]),
    )
    expect(toldOf('Hour 2')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/Mira Adeyemi reactivate; /),
        expect.stringMatching(/Vera Ashcombe create; /),
        expect.stringMatching(/Ada Merriweather update skipped; .*Mobile edited by hand and kept/),
      ]),
    )
  })

  it('takes in eight customers of the partner, explains three, merges one', () => {
    expect(toldOf('Customers')).toEqual([
      expect.stringContaining('12 by admin relationships: 9 ready, 2 lack something, 1 connected already'),
    ])
    expect(toldOf('Taken in')).toEqual([
      expect.stringMatching(/^8: Alder and Finch Surveyors, .*Hollin Architects;/),
    ])
    expect(toldOf('Explained').sort()).toEqual([
      expect.stringMatching(/^Ironbridge Haulage: There is no active admin relationship .*Partner Center/),
      expect.stringMatching(/^Juniper Catering: .*Privileged Role Administrator.*roles/),
      expect.stringMatching(/^Kestrel Accountants: .*it is a guest there.* removes the guest account/),
    ])
    expect(toldOf('Merged')).toEqual([expect.stringMatching(/^Contoso Dental: .*one tenant, read once/)])
  })

  it('has the persons of these eight in the mirror, and asked nothing about the other three', () => {
    expect(toldOf('Mirror')).toEqual([expect.stringMatching(/^24 persons of 8 customers, 11 tenants in all/)])
    expect(toldOf('Created')).toEqual([
      expect.stringContaining('Greyfriars Printing'),
      expect.stringContaining('Hollin Architects'),
    ])
    const account = stage.world.syncro.account()
    expect(account.contactsOf(partnerOrganisationIds.kestrel)).toEqual([])
  })

  it('tells of each organisation exactly what Syncro holds', async () => {
    expect(await sumUp(stage, report, ledger)).toEqual({
      'Contoso Dental': { ...none, created: 9, linked: 3, updated: 1, deactivated: 2, kept: 4, review: 1 },
      'Fabrikam Freight': { ...none, created: 4, updated: 1, left: 1, deactivated: 1, reactivated: 1 },
      'Fabrikam Freight West': { ...none, created: 1, moved: 1 },
      'Northwind Traders': { ...none, created: 2, linked: 1, updated: 1, deactivated: 1, kept: 1 },
      ...ofPartner,
    })
  })

  it('lets nothing out but to Microsoft and the PSA', () => {
    expect(stage.world.strays).toEqual([])
  })

  it('would notice a single value, a note or a contact that the product does not know of', async () => {
    const account = stage.world.syncro.account()
    const mail = addressOf(tenantNamed('Contoso'), 'Vane')
    const contact = [...account.contacts.values()].find(({ email }) => email === mail)
    if (!contact) throw new Error('Rosalind Vane is no contact.')
    const { phone, notes } = contact
    for (const change of [{ phone: '1' }, { notes: 'x' }, { customerId: 102 }]) {
      Object.assign(contact, change)
      await expect(sumUp(stage, report, ledger)).rejects.toThrow(`Contact ${contact.id}`)
      Object.assign(contact, { phone, notes, customerId: 101 })
    }
    account.addContact({ customerId: 101, name: 'Nobody' })
    await expect(sumUp(stage, report, ledger)).rejects.toThrow('history comes to undefined')
  })
})
