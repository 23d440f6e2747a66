// The course in words: the lines that `ramure course` prints. Pure functions of what is known; everything that people
// wrote is made harmless for the terminal here.
#pragma once

#include <cstddef>

#include "client-cli/output/line.hpp"
#include "client-cli/rounds/telling.hpp"
#include "ramure/v1/course_queries.pb.h"

namespace ramure::cli {

// « ~2  S2 · Mettre en œuvre », and below it when, where, who comes, what one answered.
void tell_row(const v1::GatheringRow& row, std::size_t place, const Glance& glance, Lines& lines);

// « À venir » and « Passées », under one numbering: the rows in their order. Says it when there is none.
void tell_rows(const google::protobuf::RepeatedPtrField<v1::GatheringRow>& rows, const Glance& glance, Lines& lines);

// All of it: programme, documents, « qui vient », what was agreed, evaluations, workshops, what one may do now.
void tell_gathering(const v1::GatheringAnswer& answer, const Glance& glance, Lines& lines);

// « Atelier des freins »: the question, and the sentences by theme, those not sorted yet first. A sentence keeps its
// number: « ~3 » is the third that was said.
void tell_workshop(const v1::Workshop& workshop, const Glance& glance, Lines& lines);

}  // namespace ramure::cli
