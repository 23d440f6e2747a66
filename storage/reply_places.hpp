// What addresses to answer to are made of, in DATA/mail.db beside the outbox: the key that signs them, and numbers that
// stand for communities. What they mean is said in server/mail.
//
// One thread at a time; beside the outbox' own connection. Everything throws StorageError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ramure::storage {

class Connection;

struct ReplyPlace {
  std::string community;  // slug
  std::string epoch;      // of its journal
};

class ReplyPlaces {
 public:
  explicit ReplyPlaces(const std::filesystem::path& file, bool durable = true);
  ~ReplyPlaces();

  // The key; `fresh` becomes it where there is none yet.
  std::string key(std::string_view fresh);
  // The same number for the same place, for ever.
  std::uint32_t number_of(const ReplyPlace& place);
  std::optional<ReplyPlace> place(std::uint32_t number);

 private:
  std::unique_ptr<Connection> connection_;
};

}  // namespace ramure::storage
