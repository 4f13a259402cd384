import type { PersonView } from '#shared/contract.ts'
import { KeyValue, KeyValues } from '../../ui/key-value.tsx'
import { Section } from '../../ui/page.tsx'
import { dateOf } from '../../ui/time.ts'

interface FactsProps {
  view: PersonView
}

/** How to reach them, to copy. Blanks are left out but for the e-mail, whose absence says something. */
const ways = { choice: 'Chosen for this ticket', email: 'Matched by e-mail', link: 'Linked contact' }

export function ContactFacts({ view: { person }, by }: FactsProps & { by: keyof typeof ways | null }) {
  return (
    <Section title="Contact" aside={by && ways[by]}>
      <KeyValues>
        <KeyValue label="E-mail" value={person.mail} copy blank="None" />
        {person.businessPhone && <KeyValue label="Phone" value={person.businessPhone} copy />}
        {person.mobilePhone && <KeyValue label="Mobile" value={person.mobilePhone} copy />}
        {person.officeLocation && <KeyValue label="Office" value={person.officeLocation} />}
      </KeyValues>
    </Section>
  )
}

export function AccountFacts({ view: { person, tenantName } }: FactsProps) {
  return (
    <Section title="Account">
      <KeyValues>
        <KeyValue label="Sign-in name" value={person.userPrincipalName} copy />
        <KeyValue label="Tenant" value={tenantName} />
        {person.department && <KeyValue label="Department" value={person.department} />}
        {person.companyName && <KeyValue label="Company" value={person.companyName} />}
        <KeyValue
          label="Kept in"
          value={person.onPremisesSyncEnabled ? 'On-premises AD' : 'Microsoft Entra'}
        />
        {person.createdAt && <KeyValue label="Created" value={dateOf(person.createdAt)} />}
        {person.deletedAt && <KeyValue label="Deleted" value={dateOf(person.deletedAt)} />}
        <KeyValue label="Object id" value={person.id} copy />
      </KeyValues>
    </Section>
  )
}
