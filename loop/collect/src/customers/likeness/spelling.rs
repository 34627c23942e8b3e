//! Names across alphabets: Олександр, Александр, Oleksandr and Alexander are spelled one way.
//!
//! Ukrainian, Russian and their Latin spellings differ by rule in most places (г is h or g, ий is
//! y, yi or ii, the first vowel wanders). The rules are below, and what no rule reaches is a short
//! list of names and cities. The spelling only proposes; it never decides who somebody is.

/// Names of people and cities that no rule brings together, each line already spelled one way.
const SAME: &[&[&str]] = &[
    &["kiv", "kiev"],
    &["lviv", "lvov"],
    &["garkiv", "garkov"],
    &["dnipr", "dnepr"],
    &["mikolaiv", "nikolaev"],
    &["chernigiv", "chernigov"],
    &["zaporizhzhia", "zaporizhia", "zaporozh"],
    &["rivn", "rovn"],
    &["ternopil", "ternopol"],
    &["valadimir", "vladimir", "volodimir"],
    &["mikola", "nikolai", "nikola", "nikol"],
    &["mikita", "nikita"],
    &["pavl", "pavel"],
    &["tetiana", "tatiana"],
    &["gana", "na", "an"],
    &["kostiantin", "konstantin"],
    &["pilip", "filip"],
    &["kristina", "gristina", "christina"],
    &["leksandr", "leksander"],
    &["migail", "michael", "migael"],
    &["katerina", "katherine", "catherine"],
];

/// A name spelled one way: its words without patronymic, in the order of the alphabet.
pub(super) fn name(text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    let apart = |c: char| !(c.is_alphabetic() || is_apostrophe(c));
    let mut words: Vec<String> =
        small.split(apart).map(word).filter(|word| !word.is_empty()).collect();
    if words.len() > 2 {
        words.retain(|word| !is_patronymic(word));
    }
    words.sort();
    words.dedup();
    words
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}

fn is_patronymic(word: &str) -> bool {
    ["ovich", "evich", "ivich", "ovna", "evna", "ivna"].iter().any(|end| word.ends_with(end))
}

/// One word spelled one way; also for cities.
pub(super) fn word(text: &str) -> String {
    let small = text.to_lowercase();
    let latin = softened(&in_latin(&small));
    let known = SAME.iter().find(|names| names.contains(&latin.as_str()));
    known.map_or(latin, |names| names[0].to_owned())
}

/// Letters of both alphabets in Latin ones that sound alike.
fn in_latin(text: &str) -> String {
    let letters: Vec<char> = text.chars().filter(|&c| !is_apostrophe(c)).collect();
    let mut spelled = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied();
        let (sound, taken) = sound(letters[at], next, &letters[at..]);
        spelled.push_str(sound);
        at += taken;
    }
    spelled
}

/// How a letter, or several that make one sound, is spelled; and how many were taken.
fn sound(letter: char, next: Option<char>, rest: &[char]) -> (&'static str, usize) {
    const SEVERAL: [(&str, &str); 9] = [
        ("shch", "sh"),
        ("sch", "sh"),
        ("sh", "sh"),
        ("ch", "ch"),
        ("zh", "zh"),
        ("kh", "g"),
        ("ck", "k"),
        ("ph", "f"),
        ("ts", "ts"),
    ];
    for (letters, sound) in SEVERAL {
        let n = letters.len();
        if rest.len() >= n && letters.chars().eq(rest[..n].iter().copied()) {
            return (sound, n);
        }
    }
    let is_vowel = next.is_some_and(|next| "аеєиіїоуюяэыё".contains(next));
    let one = match letter {
        'а' | 'a' => "a",
        'б' | 'b' => "b",
        'в' | 'v' | 'w' => "v",
        'г' | 'ґ' | 'х' | 'g' | 'h' => "g",
        'д' | 'd' => "d",
        'е' | 'э' | 'ё' | 'e' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' | 'z' => "z",
        'и' | 'і' | 'ї' | 'й' | 'ы' | 'i' | 'y' | 'j' => "i",
        'к' | 'k' | 'c' | 'q' => "k",
        'л' | 'l' => "l",
        'м' | 'm' => "m",
        'н' | 'n' => "n",
        'о' | 'o' => "o",
        'п' | 'p' => "p",
        'р' | 'r' => "r",
        'с' | 's' => "s",
        'т' | 't' => "t",
        'у' | 'u' => "u",
        'ф' | 'f' => "f",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ю' => "iu",
        'я' => "ia",
        'ь' if is_vowel => "i",
        'x' => "ks",
        _ => "",
    };
    (one, 1)
}

/// Without what the languages do differently: doubled letters, the first vowel, the ending.
fn softened(latin: &str) -> String {
    let mut plain = String::with_capacity(latin.len());
    for letter in latin.chars() {
        if !plain.ends_with(letter) {
            plain.push(letter);
        }
    }
    let without_first = |text: &str| {
        let rest = text.strip_prefix("ie").unwrap_or(text);
        rest.trim_start_matches(['a', 'o', 'e']).to_owned()
    };
    if plain.chars().count() > 2 {
        plain = without_first(&plain);
    }
    if let Some(stem) = plain.strip_suffix("aia") {
        plain = format!("{stem}a");
    }
    let stem = plain.trim_end_matches(['i', 'o', 'e']);
    let stem = if stem.is_empty() { plain.as_str() } else { stem };
    match stem.strip_suffix("er") {
        Some(short) if short.len() > 2 => format!("{short}r"),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_three_spellings_is_one_name() {
        let alike = [
            "Олександр Александр Oleksandr Aleksandr Alexander Alexandr",
            "Олена Елена Olena Elena",
            "Сергій Сергей Serhii Sergey Sergei Sergiy",
            "Дмитро Дмитрий Dmytro Dmitry Dmitriy Dmitrii",
            "Олексій Алексей Oleksii Aleksey Alexey Oleksiy",
            "Микола Николай Mykola Nikolay Nikolai",
            "Володимир Владимир Volodymyr Vladimir",
            "Павло Павел Pavlo Pavel",
            "Петро Пётр Petro Petr",
            "Ганна Анна Hanna Anna",
            "Тетяна Татьяна Tetiana Tatiana Tetyana Tatyana",
            "Наталія Наталья Nataliia Natalia Natalya Nataliya",
            "Юлія Юлия Yuliia Yulia Iuliia Julia",
            "Євген Евгений Yevhen Evgeny Evgeniy",
            "Михайло Михаил Mykhailo Mikhail",
            "Григорій Григорий Hryhorii Grigory Grigoriy",
            "Костянтин Константин Kostiantyn Konstantin",
            "Ілля Илья Illia Ilya",
            "Катерина Екатерина Kateryna Ekaterina",
            "Шевченко Shevchenko",
            "Гриценко Hrytsenko Gritsenko",
            "Зеленський Зеленский Zelenskyi Zelensky Zelenskiy",
            "Коваль Koval",
            "Щербак Shcherbak Scherbak",
            "Київ Киев Kyiv Kiev",
            "Львів Львов Lviv Lvov",
            "Харків Харьков Kharkiv Kharkov",
            "Дніпро Днепр Dnipro Dnepr",
            "Одеса Одесса Odesa Odessa",
            "Миколаїв Николаев Mykolaiv Nikolaev",
            "Чернігів Чернигов Chernihiv Chernigov",
            "Запоріжжя Запорожье Zaporizhzhia",
            "Тернопіль Тернополь Ternopil Ternopol",
            "Рівне Ровно Rivne Rovno",
        ];
        for line in alike {
            let spelled: Vec<String> = line.split(' ').map(word).collect();
            assert!(spelled.iter().all(|one| *one == spelled[0]), "{line}: {spelled:?}");
        }
    }

    #[test]
    fn names_of_different_people_stay_apart() {
        let apart = "Олександр Олександра Олена Аліна Ірина Марина Марія Сергій Григорій Ганна \
                     Павло Петро Юлія Ілля Андрій Антон Шевченко Шевчук Коваль Коваленко";
        let spelled: Vec<String> = apart.split_whitespace().map(word).collect();
        let mut different = spelled.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), spelled.len(), "{spelled:?}");
    }

    #[test]
    fn the_order_of_words_and_the_patronymic_do_not_matter() {
        let one = name("Шевченко Олександр Іванович");
        assert_eq!(one, name("Oleksandr Shevchenko"));
        assert_eq!(one, name("Александр  ШЕВЧЕНКО"));
        assert_ne!(one, name("Олександра Шевченко"));
        assert_eq!(name("В'ячеслав"), name("Вячеслав"));
        assert!(name(" 123 -").is_empty());
    }
}
