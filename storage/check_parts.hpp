// The parts of `check_community`, one file each. Internal to storage/.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "storage/check.hpp"
#include "storage/connection.hpp"

namespace ramure::storage {

// Gathers the findings of one part, up to a sensible number.
class Findings {
 public:
  Findings(std::vector<Finding>& all, std::string part, const CheckProgress& progress)
      : all_(all), part_(std::move(part)), progress_(progress) {}

  void add(std::string sentence) {
    ++count_;
    if (count_ <= findings_per_part_max) all_.push_back({part_, std::move(sentence)});
    if (count_ == findings_per_part_max + 1) all_.push_back({part_, "And more of this kind."});
  }
  void expect(bool holds, const char* sentence, const std::string& where) {
    if (!holds) add(where + ": " + sentence + ".");
  }
  void progress(std::uint64_t done, std::uint64_t total) const {
    if (progress_) progress_(part_, done, total);
  }

 private:
  std::vector<Finding>& all_;
  std::string part_;
  const CheckProgress& progress_;
  std::size_t count_ = 0;
};

void check_file(const std::filesystem::path& file, const char* database, Findings& findings);
void check_journal(Connection& db, Findings& findings);
void check_tables(Connection& db, Findings& findings);
void check_attachments(const std::filesystem::path& folder, Findings& findings);
void check_search(Connection& db, const std::filesystem::path& file, Findings& findings);

}  // namespace ramure::storage
