// What may go wrong with a file, as a kind that callers act upon. Thrown: a broken disk is no part of the rules.
#pragma once

#include <stdexcept>
#include <string>

namespace ramure::storage {

struct StorageError : std::runtime_error {
  enum class Kind {
    full,           // no room left; try again when there is
    read_only,      // the file or its disk may not be written
    io,             // reading or writing failed, or memory ran out
    busy,           // another connection held the file for longer than we wait
    uncertain,      // an fsync failed: nobody knows what is on disk. The process must stop
    corrupt,        // not a database, a damaged one, or one of another program
    newer_version,  // written by a newer release: refused, never guessed at
    locked,         // the data folder belongs to another process
    other,
  };
  StorageError(Kind error_kind, const std::string& text) : std::runtime_error(text), kind(error_kind) {}
  Kind kind;
};

}  // namespace ramure::storage
