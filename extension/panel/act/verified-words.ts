import { i18n } from '#i18n'
import type { Verified } from '#shared/contract.ts'

export const verifiedWords: Record<Verified['how'], string> = {
  callBack: i18n.t('panel.act.verifiedCallBack'),
  manager: i18n.t('panel.act.verifiedManager'),
  inPerson: i18n.t('panel.act.verifiedInPerson'),
  other: i18n.t('panel.act.verifiedOther'),
}
