import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  QuestionOut as Question,
  SqlAnswerOut as SqlAnswer,
  SqlFaultOut as SqlFault,
  SqlSchemaOut as Schema,
} from '~/client'
import { askSql, removeQuestion, saveQuestion } from '~/client'
import { listQuestionsOptions, showSqlSchemaOptions } from '~/client/@tanstack/react-query.gen'

export type { Question, Schema, SqlAnswer, SqlFault }

/** The tables, the functions and examples; they change with the program only. */
export function useSchema() {
  return useQuery({ ...showSqlSchemaOptions(), staleTime: Number.POSITIVE_INFINITY })
}

export function useQuestions() {
  return useQuery(listQuestionsOptions())
}

const keyOf = (sql: string | undefined) => ['sql', sql]

/** The answer to a question, or where it is wrong; who leaves stops it. */
export function useAnswer(sql: string | undefined) {
  return useQuery({
    queryKey: keyOf(sql),
    enabled: sql !== undefined,
    retry: false,
    queryFn: async ({ signal }) =>
      (await askSql({ body: { sql: sql ?? '' }, signal, throwOnError: true })).data,
  })
}

/** Stops a question that is being answered. */
export function useStop(sql: string | undefined) {
  const kept = useQueryClient()
  return () => kept.cancelQueries({ queryKey: keyOf(sql) })
}

export function useSaveQuestion() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ name, sql }: { name: string; sql: string }) =>
      (await saveQuestion({ path: { name }, body: { sql }, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: listQuestionsOptions().queryKey }),
  })
}

export function useRemoveQuestion() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (name: string) => removeQuestion({ path: { name }, throwOnError: true }),
    onSuccess: () => kept.invalidateQueries({ queryKey: listQuestionsOptions().queryKey }),
  })
}
