import { speakEnglish } from './language.ts'

/**
 * happy-dom has no ElementInternals and cannot read the controls' templates, so the Fluent elements stay plain here:
 * they keep their attributes, properties and events. As real controls they are used by the end-to-end tests.
 */
const define = customElements.define.bind(customElements)
customElements.define = (name, ...rest) => {
  if (!name.startsWith('fluent-')) define(name, ...rest)
}

// The real messages: what a test reads on the screen is what stands in extension/locales/en.yml.
speakEnglish()
