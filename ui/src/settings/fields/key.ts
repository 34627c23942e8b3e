const LATIN: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', ё: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'y',
  і: 'i', ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't',
  у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e',
  ю: 'iu', я: 'ia', '’': '', "'": '',
}

/** A key made of a name: “Shoe size” is shoe_size, «Розмір» is rozmir. */
export function keyOf(name: string): string {
  const latin = [...name.toLowerCase().normalize('NFC')].map((letter) => LATIN[letter] ?? letter)
  const plain = latin.join('').normalize('NFD').replace(/[^a-z0-9]+/g, '_')
  return plain.replace(/^[_0-9]+|_+$/g, '').slice(0, 40)
}
