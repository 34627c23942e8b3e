//! What the report of personas means, in words.

use collect::shop::Language;

use crate::Wording;
use crate::personas::found::Known;
use crate::personas::naming::Name;

const DEFINITION: Wording = Wording {
    en: "A persona is a kind of customers who buy alike. Customers are laid beside each other \
         by how lately, how often, how long, for how much, how much at once and of what they \
         buy, and by the shares of their orders with a promo code, undone, at weekends, in the \
         evening and by the main channel; a share of few orders is drawn towards that of all, \
         and one that is chance counts nothing. K-means finds the middles. There are as many \
         personas as lie together about as well as any number of them does (silhouette), and of \
         such numbers the one on which two halves of the customers agree most (stability). A \
         persona is named after what it differs in most; it keeps its name in the next run as \
         long as half of the customers in either are in both.",
    uk: "Персона – це різновид клієнтів, які купують схоже. Клієнтів порівнюємо за тим, \
         наскільки недавно, як часто, як довго, на скільки, по скільки та з яких категорій вони \
         купують, і за частками замовлень із промокодом, скасованих, у вихідні, увечері та \
         головним каналом; частку, яку видно з кількох замовлень, підтягуємо до загальної, а \
         випадкову не рахуємо. Осередки знаходить K-means. Персон стільки, щоб вони були майже \
         якнайщільніші (силует), а серед таких чисел – щоб дві половини клієнтів сходилися \
         найкраще (стійкість). Персону названо за тим, чим вона найбільше відрізняється; \
         наступного разу вона зберігає назву, доки в обох є половина клієнтів, що належать хоч \
         до однієї.",
    ru: "Персона – это разновидность клиентов, которые покупают похоже. Клиентов сравниваем по \
         тому, насколько недавно, как часто, как долго, на сколько, по сколько и из каких \
         категорий они покупают, и по долям заказов с промокодом, отменённых, в выходные, \
         вечером и основным каналом; долю, которую видно из нескольких заказов, подтягиваем к \
         общей, а случайную не считаем. Середины находит K-means. Персон столько, чтобы они \
         были почти как можно плотнее (силуэт), а среди таких чисел – чтобы две половины \
         клиентов сходились лучше всего (устойчивость). Персона названа по тому, чем она больше \
         всего отличается; в следующий раз она сохраняет название, пока в обеих есть половина \
         клиентов, принадлежащих хотя бы к одной.",
};

/// The definition of the report in one language.
pub fn definition(language: Language) -> String {
    format!("{} {}", DEFINITION.say(language), crate::PURCHASE.say(language))
}

/// What a persona of an earlier run was called.
pub(super) fn name(known: &Known) -> Name {
    Name::of(&known.traits)
}
