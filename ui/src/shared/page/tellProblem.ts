import { notifications } from '@mantine/notifications'
import type { TFunction } from 'i18next'
import { problemOf } from '~/shared/api/problem'

/** Tells in a corner why something that was pressed did not happen. */
export function tellProblem(error: unknown, t: TFunction) {
  const problem = problemOf(error)
  const wrong = problem.errors.map((one) => one.message)
  notifications.show({
    color: 'orange',
    autoClose: 12_000,
    title: t(`words:problems.${problem.code}.title`, { defaultValue: problem.title }),
    message: [problem.detail, ...wrong, `${t('words:code')} ${problem.code}`]
      .filter(Boolean)
      .join(' · '),
  })
}
