// What a round's enumerations are called, in both directions, and how its durations and dates are said and typed.
// Steps, kinds and roles of a form bring their own labels: those come first.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "client-cli/failure.hpp"
#include "ramure/v1/round.pb.h"

namespace ramure::cli {

const char* status_text(v1::RoundStatus status);
const char* mode_text(v1::RoundMode mode);
const char* attendance_text(v1::Attendance attendance);
const char* subject_text(v1::SubjectKind kind);
const char* share_text(v1::ShareLevel level);
const char* action_status_text(v1::PlanActionStatus status);
const char* condition_text(v1::RoundCondition condition);
const char* hiding_text(v1::Hiding hiding);  // empty: it is not hidden

// As the form calls it, else the usual word.
std::string role_text(const v1::RoundTemplate& form, v1::RoundRole role);
// « cliente, gardienne du temps »
std::string roles_text(const v1::RoundTemplate& form, const google::protobuf::RepeatedField<int>& roles);
std::string step_label(const v1::RoundTemplate& form, std::string_view key);
std::string kind_label(const v1::RoundTemplate& form, std::string_view key);

// From what people type. Exit::usage with the choices otherwise.
Result<v1::RoundMode> round_mode(std::string_view text);
Result<v1::Attendance> attendance_of(std::string_view text);
Result<v1::SubjectKind> subject_kind(std::string_view text);
Result<v1::ShareLevel> share_level(std::string_view text);
Result<v1::PlanActionStatus> action_status(std::string_view text);
// A step by its key, its position, or words of its label. Exit::usage when there is none or several.
Result<std::string> step_key(const v1::RoundTemplate& form, std::string_view text);
// A kind by its key or words of its label.
Result<std::string> kind_key(const v1::RoundTemplate& form, std::string_view text);

// « 12 min », « moins d’une minute », « dépassé de 2 min », « 3 jours »: whole minutes, so that nothing ticks.
std::string remaining_text(std::int64_t remaining_ms);
std::string duration_text(std::int64_t ms);
// "10", "10min", "2h", "3j" or "3d"; milliseconds. A bare number counts minutes.
Result<std::int64_t> duration_ms(std::string_view text);
// "2026-12-01 14:30", "2026-12-01T14:30" or, for today, "14:30" and "14h30"; local time. Milliseconds since 1970.
Result<std::int64_t> moment_ms(std::string_view text, std::int64_t now_ms);

}  // namespace ramure::cli
