import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import english from '../../extension/locales/en.yml?raw'

const messagesOf = (yaml: string) => generateChromeMessages(parseMessagesText(yaml, 'YAML'))
const inEnglish = messagesOf(english)

/** The browser says the messages of this file, and those of en.yml that it lacks, as a real one does. */
export function speak(yaml: string): void {
  const messages = { ...inEnglish, ...messagesOf(yaml) }
  fakeBrowser.i18n.getMessage = (name: string) => messages[name]?.message ?? ''
}

export const speakEnglish = () => speak('')
