#include "storage/erasure_ledger.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>

#include "storage/disk.hpp"

namespace ramure::storage {

namespace {

std::string erased_line(const std::string& epoch, std::uint64_t thing_id, std::int64_t at_ms) {
  return "erased\t" + epoch + "\t" + std::to_string(thing_id) + "\t" + std::to_string(at_ms) + "\n";
}

std::string branch_line(const std::string& epoch, const std::string& parent, std::uint64_t head_seq) {
  return "branch\t" + epoch + "\t" + parent + "\t" + std::to_string(head_seq) + "\n";
}

}  // namespace

ErasureLedger::ErasureLedger(std::filesystem::path file) : file_(std::move(file)) { read(); }

void ErasureLedger::read() {
  std::ifstream in(file_);
  for (std::string line; std::getline(in, line);) take_in(line);
}

void ErasureLedger::take_in(const std::string& line) {
  std::istringstream parts(line);
  std::string what, epoch;
  if (!(parts >> what >> epoch)) return;
  if (what == "erased") {
    std::uint64_t id = 0;
    std::int64_t at_ms = 0;
    if (parts >> id >> at_ms) erased_[epoch].try_emplace(id, at_ms);
  } else if (what == "branch") {
    Branch branch;
    if (parts >> branch.parent_epoch >> branch.head_seq) branches_.try_emplace(epoch, branch);
  }
}

void ErasureLedger::append(const std::string& lines) {
  if (lines.empty()) return;
  const Descriptor file(file_, O_CREAT | O_RDWR | O_APPEND);
  // A line torn by a crash must not swallow the next one.
  std::string out = lines;
  const off_t end = ::lseek(file.number(), 0, SEEK_END);
  char last = '\n';
  if (end > 0 && ::pread(file.number(), &last, 1, end - 1) == 1 && last != '\n') out.insert(0, "\n");
  file.write(out);
  file.sync();
  if (end == 0) sync_folder(file_.parent_path());
}

void ErasureLedger::note_erased(const std::string& epoch, std::span<const std::uint64_t> thing_ids,
                                std::int64_t at_ms) {
  std::string lines;
  auto& known = erased_[epoch];
  std::vector<std::uint64_t> added;
  for (const std::uint64_t id : thing_ids) {
    if (known.contains(id)) continue;
    lines += erased_line(epoch, id, at_ms);
    added.push_back(id);
  }
  append(lines);
  for (const std::uint64_t id : added) known.emplace(id, at_ms);
}

void ErasureLedger::note_branch(const std::string& epoch, const std::string& parent_epoch, std::uint64_t head_seq) {
  if (branches_.contains(epoch)) return;
  append(branch_line(epoch, parent_epoch, head_seq));
  branches_.emplace(epoch, Branch{parent_epoch, head_seq});
}

void ErasureLedger::merge(const ErasureLedger& other) {
  std::string lines;
  for (const auto& [epoch, branch] : other.branches_) {
    if (!branches_.contains(epoch)) lines += branch_line(epoch, branch.parent_epoch, branch.head_seq);
  }
  for (const auto& [epoch, messages] : other.erased_) {
    for (const auto& [id, at_ms] : messages) {
      if (!erased_[epoch].contains(id)) lines += erased_line(epoch, id, at_ms);
    }
  }
  append(lines);
  for (std::istringstream in(lines); !in.eof();) {
    std::string line;
    std::getline(in, line);
    take_in(line);
  }
}

std::map<std::string, std::uint64_t> ErasureLedger::ancestors(const std::string& epoch) const {
  std::map<std::string, std::uint64_t> shared{{epoch, std::numeric_limits<std::uint64_t>::max()}};
  std::string at = epoch;
  std::uint64_t head = shared[epoch];
  for (auto branch = branches_.find(at); branch != branches_.end(); branch = branches_.find(at)) {
    head = std::min(head, branch->second.head_seq);
    at = branch->second.parent_epoch;
    if (!shared.emplace(at, head).second) break;  // a damaged ledger may go round in a circle
  }
  return shared;
}

std::uint64_t ErasureLedger::common_head(const std::string& one, const std::string& other) const {
  const auto others = ancestors(other);
  std::uint64_t common = 0;
  for (const auto& [epoch, head] : ancestors(one)) {
    const auto met = others.find(epoch);
    if (met != others.end()) common = std::max(common, std::min(head, met->second));
  }
  return common;
}

std::vector<std::uint64_t> ErasureLedger::erased_in(const std::string& epoch, std::uint64_t head_seq) const {
  std::set<std::uint64_t> ids;
  for (const auto& [other, messages] : erased_) {
    const std::uint64_t common = std::min(head_seq, common_head(epoch, other));
    for (const auto& [id, at_ms] : messages) {
      if (id <= common) ids.insert(id);
    }
  }
  return {ids.begin(), ids.end()};
}

}  // namespace ramure::storage
