// Runs before the first paint, so that neither a dark page flashes white nor a screen reader
// starts in the wrong language. A file of its own because the page forbids inline scripts.
;(() => {
  const read = (name) => {
    try {
      return localStorage.getItem(name)
    } catch {
      return null
    }
  }
  const kept = read('regulars.colours')
  const dark =
    kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light'
  const language = read('regulars.language')
  if (language) document.documentElement.lang = language
})()
