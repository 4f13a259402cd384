import { i18n } from '#i18n'
import * as icons from '../../ui/icons.ts'

/** What consent means, in plain words. The README's permission table lists the same permissions by name. */
export interface Ability {
  icon: string
  title: string
  why: string
}
export const reading: readonly Ability[] = [
  {
    icon: icons.people,
    title: i18n.t('popup.connect.readPersonsAndTheirLicences'),
    why: i18n.t('popup.connect.forCardPanelAndHourly'),
  },
  {
    icon: icons.shield,
    title: i18n.t('popup.connect.readWhoHoldsAdministratorRole'),
    why: i18n.t('popup.connect.soActionsRefusedOnThose'),
  },
  {
    icon: icons.score,
    title: i18n.t('popup.connect.readSecureScore'),
    why: i18n.t('popup.connect.forTrend'),
  },
]
export const acting: readonly Ability[] = [
  {
    icon: icons.keyReset,
    title: i18n.t('popup.connect.resetPasswords'),
    why: i18n.t('popup.connect.byTechniciansOnRecordNever'),
  },
  {
    icon: icons.blocked,
    title: i18n.t('popup.connect.blockAndUnblockSignIn'),
    why: i18n.t('popup.connect.byTechniciansOnRecordNever'),
  },
]
