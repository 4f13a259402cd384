/** What a documented body may hold; nothing else is accepted. */
export type BodyShape = Record<string, 'string' | 'integer' | 'boolean' | 'object'>

const contactFields: BodyShape = {
  customer_id: 'integer',
  name: 'string',
  address1: 'string',
  address2: 'string',
  city: 'string',
  state: 'string',
  zip: 'string',
  email: 'string',
  phone: 'string',
  mobile: 'string',
  notes: 'string',
}
const customerFields: BodyShape = {
  ...Object.fromEntries(
    [
      'business_name',
      'firstname',
      'lastname',
      'email',
      'phone',
      'mobile',
      'address',
      'address_2',
      'city',
      'state',
      'zip',
      'notes',
      'referred_by',
      'notification_email',
      'invoice_cc_emails',
    ].map((name) => [name, 'string' as const]),
  ),
  ...Object.fromEntries(
    ['get_sms', 'opt_out', 'no_email', 'get_billing', 'get_marketing', 'get_reports'].map((name) => [
      name,
      'boolean' as const,
    ]),
  ),
  ref_customer_id: 'integer',
  tax_rate_id: 'integer',
  invoice_term_id: 'integer',
  properties: 'object',
  consent: 'object',
}
export const shapes = {
  newCustomer: customerFields,
  newContact: contactFields,
  /** `title` is documented for PUT alone. */
  contact: { ...contactFields, title: 'string' },
  comment: {
    subject: 'string',
    tech: 'string',
    body: 'string',
    hidden: 'boolean',
    sms_body: 'string',
    do_not_email: 'boolean',
  },
} as const satisfies Record<string, BodyShape>

const labels: Record<string, string> = {
  customer_id: 'Customer',
  do_not_email: 'Do not email',
  sms_body: 'Sms body',
}
function label(field: string): string {
  return labels[field] ?? field.charAt(0).toUpperCase() + field.slice(1)
}

function fits(value: unknown, kind: BodyShape[string]): boolean {
  return kind === 'integer' ? Number.isInteger(value) : value !== null && typeof value === kind
}

/** Everything that is wrong with a body, in Syncro's way of saying things. */
export function bodyErrors(
  body: Record<string, unknown>,
  shape: BodyShape,
  required: readonly string[],
): string[] {
  const errors: string[] = []
  for (const [field, value] of Object.entries(body)) {
    const kind = Object.hasOwn(shape, field) ? shape[field] : undefined
    if (!kind) errors.push(`${label(field)} is not a documented field`)
    else if (!fits(value, kind)) errors.push(`${label(field)} is not a ${kind}`)
  }
  for (const field of required) {
    const value = body[field]
    if (value === undefined || (typeof value === 'string' && !value.trim()))
      errors.push(`${label(field)} can't be blank`)
  }
  return errors
}

/** Syncro refuses what is no address; an empty string clears the field. */
export function emailErrors(email: unknown): string[] {
  if (typeof email !== 'string' || email === '' || /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/.test(email))
    return []
  return ['Email is not an email']
}
