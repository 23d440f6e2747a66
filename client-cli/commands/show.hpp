// Rows and messages as people read them, and the words for every enumeration, in both directions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "client-cli/failure.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/state/names.hpp"
#include "ramure/v1/queries.pb.h"

namespace ramure::cli {

const char* kind_text(v1::ChannelKind kind);
const char* kind_text(v1::ThreadKind kind);
const char* role_text(v1::Role role);
const char* status_text(v1::ObstacleStatus status);
const char* nature_text(v1::ObstacleNature nature);

// From what people type: French or English words, folded. Exit::usage with the choices otherwise.
Result<v1::ThreadKind> thread_kind(std::string_view text);
Result<v1::ObstacleStatus> obstacle_status(std::string_view text);
Result<v1::ObstacleNature> obstacle_nature(std::string_view text);

// One line: « ~3  Titre  · thématique · 4 non lus · hier, 9 h 42 ».
void show_thread_row(const Terminal& terminal, const Names& names, const v1::ThreadRow& row, std::size_t place);

// The head of a thread: title, place, status, card of an obstacle, « Où en est-on ? ».
void show_thread_head(const Terminal& terminal, const Names& names, const v1::Thread& thread);

// « ~2  Lucie Charbonnel, 9 h 42 » and the indented body.
void show_message(const Terminal& terminal, const Names& names, const v1::Message& message, std::size_t place);

// « carte.png (image/png, 120 ko) ».
std::string file_text(const v1::Attachment& file);

// The body as text, or what stands in its place when it was erased.
std::string body_text(const Names& names, const v1::Message& message);

}  // namespace ramure::cli
