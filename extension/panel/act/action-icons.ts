import * as icons from '../../ui/icons.ts'

/** The icons that actions name; by name here, so that the page bundles these alone. */
const byName: Record<string, string> = {
  keyReset: icons.keyReset,
  pass: icons.pass,
  phoneReset: icons.phoneReset,
  phoneOff: icons.phoneOff,
  blocked: icons.blocked,
  signIn: icons.signIn,
  sessions: icons.sessions,
  licenceAdd: icons.licenceAdd,
  licenceSwap: icons.move,
  licenceRemove: icons.licenceRemove,
  licenceAgain: icons.sync,
  groupAdd: icons.groupAdd,
  groupRemove: icons.groupRemove,
  personEdit: icons.personEdit,
  phoneEdit: icons.phoneEdit,
  manager: icons.manager,
  managerOff: icons.personRemove,
  mailReply: icons.mailReply,
  mailRule: icons.mailSettings,
  shield: icons.score,
  personLeave: icons.personLeave,
  personAdd: icons.personAdd,
  personRestore: icons.reactivate,
  personDelete: icons.personDelete,
}
export function iconOf(name: string): string {
  return byName[name] ?? icons.flash
}
