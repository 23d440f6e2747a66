// The refusals that live/ itself makes: none of them is a rule of the community.
#pragma once

#include <exception>
#include <expected>
#include <string_view>

#include "ramure/v1/refusals.pb.h"
#include "server/live/writer.hpp"
#include "storage/reader.hpp"
#include "storage/uploads.hpp"

namespace ramure::live {

v1::Refusal refusal(v1::RefusalCode code, std::string_view field, std::string_view message);
v1::Refusal overloaded(std::string_view message);           // retryable
v1::Refusal storage_unavailable(std::string_view message);  // retryable
v1::Refusal internal_fault();                               // retryable, without details
v1::Refusal not_found(std::string_view field);

// Runs a reading job that returns Result or std::expected<Result, Refusal>. Without a reader it is refused; an
// exception becomes INTERNAL, and a line in the log.
template <class Result, class Job>
std::expected<Result, v1::Refusal> guarded_read(Job& job, storage::Reader* reader, const WriterHooks& hooks) {
  if (reader == nullptr) return std::unexpected(storage_unavailable("the community's files cannot be read"));
  try {
    return job(*reader);
  } catch (const std::exception& error) {
    if (hooks.on_internal) hooks.on_internal(error.what());
    return std::unexpected(internal_fault());
  }
}

// Runs a job that moves the bytes of files. A disk without room is said so, an uncertain fsync ends the process.
template <class Result, class Job>
std::expected<Result, v1::Refusal> guarded_file_work(Job& job, storage::Uploads& uploads, const WriterHooks& hooks) {
  using Kind = storage::StorageError::Kind;
  try {
    return job(uploads);
  } catch (const storage::StorageError& error) {
    if (error.kind == Kind::uncertain && hooks.on_uncertain) hooks.on_uncertain(error.what());
    if (error.kind != Kind::corrupt && error.kind != Kind::other) {
      return std::unexpected(storage_unavailable("the disk is full, read-only or failing"));
    }
    if (hooks.on_internal) hooks.on_internal(error.what());
  } catch (const std::exception& error) {
    if (hooks.on_internal) hooks.on_internal(error.what());
  }
  return std::unexpected(internal_fault());
}

}  // namespace ramure::live
