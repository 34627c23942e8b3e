//! Questions to begin with: each shows something of the tables.

use super::Example;
use crate::Wording;

/// Every example, the plainest first.
pub const EXAMPLES: &[Example] = &[
    Example {
        title: Wording {
            en: "How many customers and purchases there are",
            uk: "Скільки клієнтів і покупок",
            ru: "Сколько клиентов и покупок",
        },
        sql: r#"select count(distinct customer_no) as customers,
       count(*) as orders,
       sum(amount) as revenue
from orders
where valid and customer_no > 0"#,
    },
    Example {
        title: Wording {
            en: "Cohorts by hand: who came in which month, and who bought later",
            uk: "Когорти вручну: хто прийшов у якому місяці й хто купував потім",
            ru: "Когорты вручную: кто пришёл в каком месяце и кто покупал потом",
        },
        sql: r#"select date_trunc('month', first_at) as cohort,
       date_trunc('month', at) as month,
       count(distinct customer_no) as customers
from orders
where valid and customer_no > 0
group by cohort, month
order by cohort, month"#,
    },
    Example {
        title: Wording {
            en: "RFM by hand: five equal parts by recency and by frequency",
            uk: "RFM вручну: п’ять рівних частин за давністю та частотою",
            ru: "RFM вручную: пять равных частей по давности и частоте",
        },
        sql: r#"select r, f, count(*) as customers, sum(revenue) as revenue
from (
  select ntile(5) over (order by last_order_at) as r,
         ntile(5) over (order by orders) as f,
         revenue
  from customers
  where orders > 0
)
group by r, f
order by r desc, f desc"#,
    },
    Example {
        title: Wording {
            en: "Which products bring first-time buyers back",
            uk: "Після яких товарів у першій покупці повертаються",
            ru: "После каких товаров в первой покупке возвращаются",
        },
        sql: r#"select l.product,
       count(distinct l.customer_no) as newcomers,
       count(distinct case when c.orders > 1 then l.customer_no end) as came_back
from order_lines as l
join orders as o on o.customer_no = l.customer_no and o.order_id = l.order_id
join customers as c on c.customer_no = l.customer_no
where l.valid and o.at = o.first_at
group by l.product
order by newcomers desc
limit 20"#,
    },
    Example {
        title: Wording {
            en: "Who is in which segment now",
            uk: "Хто зараз у якому сегменті",
            ru: "Кто сейчас в каком сегменте",
        },
        sql: r#"select segment, count(*) as customers, min("from") as since
from segment_members
where until is null
group by segment
order by customers desc"#,
    },
    Example {
        title: Wording {
            en: "What has happened, by kind and month",
            uk: "Що сталося, за видами та місяцями",
            ru: "Что произошло, по видам и месяцам",
        },
        sql: r#"select kind, date_trunc('month', at) as month, count(*) as events
from events
group by kind, month
order by month desc, events desc"#,
    },
    Example {
        title: Wording {
            en: "One value out of the properties of events",
            uk: "Одне значення з властивостей подій",
            ru: "Одно значение из свойств событий",
        },
        sql: r#"select property(properties, 'status') as status, count(*) as events
from events
where kind = 'order_placed'
group by status
order by events desc"#,
    },
    Example {
        title: Wording {
            en: "A report over a part of the orders",
            uk: "Звіт за частиною замовлень",
            ru: "Отчёт по части заказов",
        },
        sql: r#"select cohorts(customer_no, at, amount, valid) as report
from orders
where channel = 'web'"#,
    },
];
