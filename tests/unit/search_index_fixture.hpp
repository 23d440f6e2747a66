// A search index in a folder of its own, with a writer, and readers when they are asked for.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "storage/search/index.hpp"
#include "storage/search/index_reader.hpp"
#include "storage/search/query.hpp"

namespace ramure::storage {

inline constexpr std::uint64_t search_channel = 3;

class SearchIndexFile : public testing::Test {
 protected:
  SearchIndexFile() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    readable_.grant({.channel_id = search_channel});
    reopen();
  }
  ~SearchIndexFile() override {
    index_.reset();
    std::filesystem::remove_all(folder_);
  }

  void reopen(std::string_view epoch = "epoch") {
    index_.reset();
    index_ = SearchIndex::open(file_, epoch);
  }

  static void post(SearchBatch& batch, std::uint64_t id, std::string text) {
    batch.documents.push_back({id, 1, search_channel, id, 21, static_cast<std::int64_t>(id) * 1'000});
    batch.wordings.push_back({id, Field::body, std::move(text)});
    batch.through_seq = std::max(batch.through_seq, id);
  }
  static void edit(SearchBatch& batch, std::uint64_t id, std::string text) {
    batch.wordings.push_back({id, Field::body, std::move(text)});
  }
  void apply(const std::function<void(SearchBatch&)>& fill) {
    SearchBatch batch;
    batch.through_seq = index_->through_seq();
    fill(batch);
    index_->apply(batch);
  }
  void erase(const std::vector<std::uint64_t>& ids) {
    apply([&](SearchBatch& batch) { batch.erased_ids = ids; });
  }
  void scrub() {
    for (int steps = 0; steps < 10'000; ++steps) {
      if (index_->scrub_step() == SearchIndex::Scrub::clean) return;
    }
    FAIL() << "scrubbing never ended";
  }

  std::vector<std::uint64_t> found(const std::string& typed, std::uint32_t limit = 100) {
    SearchReader reader(file_);
    const auto query = parse_query(typed, std::chrono::sys_days());
    EXPECT_TRUE(query.has_value()) << typed;
    std::vector<std::uint64_t> ids;
    for (const auto& hit :
         reader.search({.match = match_of(*query), .conditions = {}, .limit = limit}, readable_).hits) {
      ids.push_back(hit.document.id);
    }
    return ids;
  }

  // Everything in the index's files, one behind the other.
  std::string bytes_of_files() {
    std::string bytes;
    for (const char* suffix : {"", "-wal"}) {
      const std::filesystem::path path = file_.string() + suffix;
      if (!std::filesystem::exists(path)) continue;
      const std::size_t before = bytes.size(), more = std::filesystem::file_size(path);
      bytes.resize(before + more);
      std::ifstream(path, std::ios::binary).read(bytes.data() + before, static_cast<std::streamsize>(more));
    }
    return bytes;
  }
  bool in_files(const std::string& word) { return bytes_of_files().find(word) != std::string::npos; }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      ("ramure_index_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  const std::filesystem::path file_ = folder_ / "search.db";
  Readable readable_;
  std::unique_ptr<SearchIndex> index_;
};

}  // namespace ramure::storage
