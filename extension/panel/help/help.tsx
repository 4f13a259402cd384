import { useContext, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { openSettings } from '../../places.ts'
import { AccountContext, roleTitle } from '../../role.ts'
import { signOut } from '../../sign-in.ts'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import * as icons from '../../ui/icons.ts'
import { Bar, Body, Footer, Page, Section } from '../../ui/page.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { useEscape } from '../escape.ts'
import { shortcuts, useLetterKeys } from '../shortcuts.ts'

/** Everywhere in the panel, and not to be switched off: they act only on what has the focus. */
const always = {
  [i18n.t('panel.help.arrowKeys')]: i18n.t('panel.help.throughResultsMenusAndTabs'),
  [i18n.t('panel.help.enter')]: i18n.t('panel.help.opensChooses'),
  [i18n.t('panel.help.esc')]: i18n.t('panel.help.oneStepBack'),
}

/** What the keys do, who is signed in, and the way to the settings. */
export function Help({ onBack }: { onBack: () => void }) {
  const [isOn, setOn] = useLetterKeys()
  useEscape(onBack)
  return (
    <Page>
      <Bar
        title={i18n.t('panel.help.help')}
        subtitle={i18n.t('panel.help.keyboardSettingsAccount')}
        onBack={onBack}
      />
      <Body>
        <Section title={i18n.t('panel.help.keyboardShortcuts')}>
          <Toggle
            label={i18n.t('panel.help.singleLetters')}
            help={i18n.t('panel.help.switchThemOffIfYou')}
            checked={isOn}
            onChange={setOn}
          />
          <KeyList keys={shortcuts} isOff={!isOn} />
          <KeyList keys={always} />
        </Section>
        <Signed />
      </Body>
      <Footer>
        <span class="push">
          <Button icon={icons.settings} onClick={() => openSettings()}>
            {i18n.t('panel.help.openSettings')}
          </Button>
        </span>
      </Footer>
    </Page>
  )
}

function KeyList({ keys, isOff = false }: { keys: Record<string, string>; isOff?: boolean }) {
  return (
    <dl class={`key-list ${isOff ? 'is-off' : ''}`}>
      {Object.entries(keys).map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}

function Signed() {
  const account = useContext(AccountContext)
  const [error, setError] = useState<unknown>(null)
  if (!account) return null
  return (
    <Section title={i18n.t('panel.help.account')} aside={roleTitle(account.role)}>
      <div class="signed">
        <span class="row-text">
          <Foreign>{account.name}</Foreign>
          <span class="quiet">
            <Foreign>{account.username}</Foreign>
          </span>
        </span>
        <Button icon={icons.signOut} onClick={() => void signOut().catch(setError)}>
          {i18n.t('panel.help.signOut')}
        </Button>
      </div>
      {error !== null && <ErrorNotice error={error} what={i18n.t('panel.help.signOutNotCompletedAt')} />}
    </Section>
  )
}
