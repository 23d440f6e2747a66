// The rights matrix, third part: files and exports × everybody × every kind of channel, through the one door for each.
// Grids and columns as in rights_matrix_test.cpp.
#include <gtest/gtest.h>

#include <map>

#include "server/community/answer_files.hpp"
#include "server/files/thread_export.hpp"
#include "tests/support/rights_grids.hpp"
#include "tests/support/rights_world.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

using namespace v1;

// Who may send a file: whoever writes somewhere.
const std::string uploads = "+++F+++FF++++S";

// Somebody who writes in every place of this kind.
char writer_in(ChannelKind kind) { return reads[static_cast<std::size_t>(kind) - 1][0] == '+' ? 'C' : 'F'; }

// The world, and in each place a message with a file. Its name and its content hold the place's marker.
class WorldWithFiles {
 public:
  WorldWithFiles() {
    auto& c = world.community();
    for (const ChannelKind kind : kinds_of_channels()) {
      if (!holds_threads(kind)) continue;
      const char writer = writer_in(kind);
      Command command = command_post(world.target(kind, writer).thread, "");
      const std::string marker = RightsWorld::marker(kind);
      command.mutable_post_message()->add_upload_ids(
          upload(c.folder(), world.member(writer), "Contenu " + marker, {.name = marker + ".txt"}));
      messages[kind] = c.accept(world.member(writer), command).events[0].seq();
    }
    reader = storage::Reader::open(c.folder());
  }
  RightsWorld world;
  std::map<ChannelKind, std::uint64_t> messages;
  std::unique_ptr<storage::Reader> reader;
};

template <class T>
char letter_of(const std::expected<T, Refusal>& outcome) {
  if (outcome) return '+';
  switch (outcome.error().code()) {
    case REFUSAL_CODE_FORBIDDEN: return 'F';
    case REFUSAL_CODE_NOT_FOUND: return 'N';
    case REFUSAL_CODE_UNAUTHENTICATED: return 'S';
    default: return '?';
  }
}

constexpr std::uint64_t nothing = 900'000'000;

}  // namespace

TEST(RightsMatrix, UploadsByEverybody) {
  WorldWithFiles w;
  for (std::size_t i = 0; i < rights_columns.size(); ++i) {
    const auto checked = community::check_may_upload(*w.reader, w.world.member(rights_columns[i]));
    EXPECT_EQ(letter_of(checked), uploads[i]) << rights_columns[i];
  }
}

TEST(RightsMatrix, FilesByEverybodyInEveryKindOfChannel) {
  WorldWithFiles w;
  for (std::size_t line = 1; line < kinds_of_channels().size(); ++line) {
    const ChannelKind kind = kinds_of_channels()[line];
    for (std::size_t i = 0; i < rights_columns.size(); ++i) {
      const std::uint64_t asker = w.world.member(rights_columns[i]);
      const std::string where = ChannelKind_Name(kind) + " by " + rights_columns[i];
      const auto found = community::attachment(*w.reader, asker, w.messages[kind], 0);
      EXPECT_EQ(letter_of(found), reads[line][i]) << where;
      if (found) {
        EXPECT_EQ(found->content->read_at(0, 100), "Contenu " + RightsWorld::marker(kind)) << where;
        continue;
      }
      const auto absent = community::attachment(*w.reader, asker, nothing, 0);
      EXPECT_EQ(found.error().SerializeAsString(), absent.error().SerializeAsString()) << where;
    }
  }
}

TEST(RightsMatrix, ExportsByEverybodyOfEveryKindOfChannel) {
  WorldWithFiles w;
  for (std::size_t line = 1; line < kinds_of_channels().size(); ++line) {
    const ChannelKind kind = kinds_of_channels()[line];
    for (std::size_t i = 0; i < rights_columns.size(); ++i) {
      const char column = rights_columns[i];
      const std::uint64_t thread = w.world.target(kind, holds_threads(kind) ? writer_in(kind) : 'C').thread;
      files::ThreadExport exported({.member_id = w.world.member(column), .thread_id = thread});
      const auto page = exported.next(*w.reader);
      const std::string where = ChannelKind_Name(kind) + " by " + column;
      EXPECT_EQ(page.has_value(), reads[line][i] == '+') << where;
      EXPECT_TRUE(!page || page->find(RightsWorld::marker(kind)) != std::string::npos) << where;
    }
  }
}

}  // namespace ramure::test
