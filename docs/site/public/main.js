// The colours follow the reader's system; the button in the header changes them. Mermaid is part of the template, so nothing is fetched from elsewhere.
export default {
  defaultTheme: 'auto',
}
