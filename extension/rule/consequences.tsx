import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import { Foreign } from '../ui/foreign.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { countText } from '../ui/number.ts'

interface ConsequencesProps
  extends Pick<Output<'rules.preview'>, 'joining' | 'leaving' | 'others' | 'warnings'> {
  /** Whether there is a saved rule to compare with: a new organisation has everybody yet to come. */
  isMapped: boolean
}

/** What the rule would change, here and in the tenant's other organisations, and what it names in vain. */
export function Consequences({ joining, leaving, others, warnings, isMapped }: ConsequencesProps) {
  const isTouching = joining > 0 || leaving > 0
  return (
    <>
      {warnings.length > 0 && (
        <Notice kind="warning" title={i18n.t('rule.ruleNamesWhatNobodyHas')}>
          <ul class="plain-list">
            {warnings.map(({ dimension, value, text }) => (
              <li key={`${dimension} ${value}`}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="consequences" role="status">
        {isMapped && (
          <p>
            <Icon of={icons.people} size={16} />
            <span>{isTouching ? moved(joining, leaving) : i18n.t('rule.nobodyJoinsOrLeaves')}</span>
          </p>
        )}
        {others.map((other) => (
          <p key={other.organisationName}>
            <Icon of={icons.organisation} size={16} />
            <span>
              <Foreign>{other.organisationName}</Foreign>: {moved(other.joining, other.leaving)}
            </span>
          </p>
        ))}
      </div>
    </>
  )
}

function moved(joining: number, leaving: number): string {
  const parts = [
    joining > 0 ? i18n.t('rule.wouldJoin', { joining: countText(joining) }) : '',
    leaving > 0 ? i18n.t('rule.wouldLeave', { leaving: countText(leaving) }) : '',
  ].filter((part) => part !== '')
  return parts.join(', ')
}
