// Migrations that others have run are never edited: a data folder remembers a number, not a text. A change of the
// schema is a new file; RAMURE_WRITE_GOLDEN=1 adds it to the list.
#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "storage/migrations.hpp"

namespace ramure::test {

namespace {

constexpr const char* golden_path = RAMURE_SOURCE_DIR "/tests/golden/migrations.txt";

std::string sha256_of(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

std::set<std::string> lines_of_the_binary() {
  std::set<std::string> lines;
  for (const storage::Migration& migration : storage::migrations()) {
    lines.insert(std::string(migration.database) + " " + std::to_string(migration.version) + " " +
                 sha256_of(migration.sql));
  }
  return lines;
}

std::set<std::string> lines_of_the_golden_file() {
  std::ifstream file(golden_path);
  std::set<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.insert(line);
  return lines;
}

}  // namespace

TEST(PublishedMigrations, NoneIsEverEdited) {
  const std::set<std::string> known = lines_of_the_golden_file();
  const std::set<std::string> all = lines_of_the_binary();
  for (const std::string& line : known) {
    EXPECT_TRUE(all.contains(line)) << "was published, and is gone or another: " << line;
  }
  if (std::getenv("RAMURE_WRITE_GOLDEN") != nullptr && !HasFailure()) {
    std::ofstream file(golden_path);
    for (const std::string& line : all) file << line << "\n";
  } else {
    EXPECT_EQ(known.size(), all.size()) << "one is new: add it with RAMURE_WRITE_GOLDEN=1";
  }
}

}  // namespace ramure::test
