import preact from '@preact/preset-vite'
import { defineConfig } from 'wxt'
export default defineConfig({ root: 'extension', imports: false, vite: () => ({ plugins: [preact()] }) })
