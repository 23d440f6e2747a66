// The directory as it is shown: the words in force everywhere, and a snapshot that stays small however many people
// there are.
#include <gtest/gtest.h>

#include <set>

#include "client-cli/state/reducer.hpp"
#include "protocol/limits.hpp"
#include "server/community/answer.hpp"
#include "storage/directory.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class ReaderDirectory : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(community_.folder());
  std::uint64_t anna_ = community_.valmerac.first;

  Snapshot ask(std::uint64_t after_id = 0) {
    Query query;
    query.mutable_get_snapshot()->set_directory_after_id(after_id);
    const Reply reply = community::answer(*reader_, anna_, query);
    EXPECT_TRUE(reply.has_answer()) << reply.ShortDebugString();
    return reply.answer().snapshot();
  }
  // All pages, as a client asks for them.
  Snapshot whole_directory(int& pages) {
    Snapshot all, page;
    std::uint64_t after_id = FoundedCommunity::directory;
    for (pages = 0; pages == 0 || page.more_directory(); ++pages) {
      page = ask(after_id);
      EXPECT_LE(page.ByteSizeLong(), limits::snapshot_bytes_max);
      EXPECT_EQ(page.channels_size() + page.threads_size(), 0) << "nothing but the directory";
      for (const auto& one : page.members()) after_id = std::max(after_id, one.id());
      for (const auto& one : page.territories()) after_id = std::max(after_id, one.id());
      for (const auto& one : page.themes()) after_id = std::max(after_id, one.id());
      all.MergeFrom(page);
    }
    return all;
  }
  void add_people(int count, std::size_t bio_bytes) {
    community_.in_one_batch([&] {
      for (int i = 0; i < count; ++i) {
        community_.append(0, FoundedCommunity::directory, [&](Event& event) {
          Member& member = *event.mutable_member_joined()->mutable_member();
          member.set_id(event.seq());
          member.set_name("Personne numéro " + std::to_string(i));
          member.set_role(ROLE_CATALYST);
          member.set_status(MEMBER_STATUS_ACTIVE);
          member.set_territory_id(community_.kerlohan.id);
          member.set_organisation("Une organisation");
          member.set_bio(std::string(bio_bytes, 'b'));
        });
      }
    });
  }
  std::uint64_t last_member() { return community_.store().head_seq(); }
};

const Member* find(const Snapshot& snapshot, std::uint64_t id) {
  for (const Member& member : snapshot.members()) {
    if (member.id() == id) return &member;
  }
  return nullptr;
}

}  // namespace

TEST_F(ReaderDirectory, ShowsTheWordsInForceEverywhere) {
  community_.append(anna_, FoundedCommunity::directory, [&](Event& event) {
    event.mutable_member_edited()->set_member_id(anna_);
    event.mutable_member_edited()->set_name("Anna Nouvelle");
  });
  community_.append(community_.admin, FoundedCommunity::directory, [&](Event& event) {
    *event.mutable_territory_edited()->mutable_territory() = *community_.view().territory(community_.valmerac.id);
    event.mutable_territory_edited()->mutable_territory()->set_name("Grand Valmérac");
  });
  community_.append(community_.admin, FoundedCommunity::directory, [&](Event& event) {
    *event.mutable_theme_edited()->mutable_theme() = *community_.view().theme(community_.theme_models);
    event.mutable_theme_edited()->mutable_theme()->set_short_title("Façons");
  });
  const Snapshot snapshot = ask();
  EXPECT_EQ(find(snapshot, anna_)->name(), "Anna Nouvelle");
  EXPECT_EQ(reader_->start(anna_).me.name(), "Anna Nouvelle");
  const storage::Names names = reader_->names(anna_);
  const auto knows = [](const std::vector<storage::Name>& all, const std::string& text) {
    return std::ranges::any_of(all, [&](const storage::Name& name) { return name.text == text; });
  };
  EXPECT_TRUE(knows(names.members, "Anna Nouvelle")) << "auteur:";
  EXPECT_TRUE(knows(names.territories, "Grand Valmérac")) << "territoire:";
  EXPECT_TRUE(knows(names.themes, "Façons")) << "theme:";
  EXPECT_FALSE(knows(names.territories, "Métropole de Valmérac"));
  const storage::Directory directory = storage::read_directory(community_.folder());
  EXPECT_TRUE(std::ranges::any_of(directory.members, [](const Member& one) { return one.name() == "Anna Nouvelle"; }));
  EXPECT_TRUE(
      std::ranges::any_of(directory.territories, [](const Territory& one) { return one.name() == "Grand Valmérac"; }));
}

TEST_F(ReaderDirectory, ASmallOneIsWholeInTheSnapshot) {
  add_people(200, 200);
  const Snapshot snapshot = ask();
  EXPECT_FALSE(snapshot.more_directory());
  EXPECT_EQ(find(snapshot, last_member())->bio().size(), 200u);
  int pages = 0;
  const Snapshot all = whole_directory(pages);
  EXPECT_EQ(pages, 1);
  EXPECT_EQ(all.members_size(), snapshot.members_size());
  EXPECT_EQ(all.territories_size(), 2);
  EXPECT_EQ(all.themes_size(), 2);
}

TEST_F(ReaderDirectory, LongBiographiesComeLater) {
  add_people(500, limits::bio_bytes_max);  // a million bytes of them
  const Snapshot snapshot = ask();
  EXPECT_LE(snapshot.ByteSizeLong(), limits::snapshot_bytes_max);
  EXPECT_TRUE(snapshot.more_directory());
  ASSERT_NE(find(snapshot, last_member()), nullptr) << "everybody's name is there";
  EXPECT_EQ(find(snapshot, last_member())->name(), "Personne numéro 499");
  EXPECT_EQ(find(snapshot, last_member())->bio(), "");
  const Snapshot one = ask(last_member() - 1);
  ASSERT_EQ(one.members_size(), 1) << "one person's is in the page after the id before";
  EXPECT_EQ(one.members(0).bio().size(), limits::bio_bytes_max);
}

TEST_F(ReaderDirectory, ManyThousandsOfPeopleStayBelowTheLimit) {
  add_people(12'000, 60);
  const auto silent = last_member() - 5, writer = last_member() - 1;
  community_.post(community_.open_thread(community_.plenary, writer, "Un fil"), writer, "Bonjour");
  const Snapshot snapshot = ask();
  EXPECT_LE(snapshot.ByteSizeLong(), limits::snapshot_bytes_max);
  EXPECT_GT(snapshot.ByteSizeLong(), limits::snapshot_bytes_max * 9 / 10) << "the room is used";
  EXPECT_TRUE(snapshot.more_directory());
  EXPECT_EQ(snapshot.threads_size(), 1);
  EXPECT_EQ(find(snapshot, anna_)->SerializeAsString(), reader_->start(anna_).me.SerializeAsString()) << "oneself";
  EXPECT_NE(find(snapshot, writer), nullptr) << "who appears in the threads comes first";
  EXPECT_EQ(find(snapshot, silent), nullptr);
  int pages = 0;
  const Snapshot all = whole_directory(pages);
  EXPECT_GT(pages, 2);
  std::set<std::uint64_t> ids;
  for (const Member& member : all.members()) EXPECT_TRUE(ids.insert(member.id()).second) << "twice: " << member.id();
  EXPECT_EQ(ids.size(), storage::read_directory(community_.folder()).members.size());
  EXPECT_EQ(find(all, silent)->bio().size(), 60u);
}

// Stale state + events = fresh state, also while the rest of a large directory is on its way.
TEST_F(ReaderDirectory, AClientPutsThePartsTogether) {
  add_people(3'000, 300);
  cli::State state;
  const auto take = [&](std::uint64_t after_id) {
    Query query;
    query.mutable_get_snapshot()->set_directory_after_id(after_id);
    const Reply reply = community::answer(*reader_, anna_, query);
    state.ask();
    state.answer(query, reply.answer(), reply.as_of_seq());
  };
  take(0);
  const auto person = last_member();
  Event renamed, edited;
  community_.append(person, FoundedCommunity::directory, [&](Event& event) {
    event.mutable_member_edited()->set_member_id(person);
    event.mutable_member_edited()->set_name("Un autre nom");
    renamed = event;
  });
  community_.append(community_.admin, FoundedCommunity::directory, [&](Event& event) {
    *event.mutable_territory_edited()->mutable_territory() = *community_.view().territory(community_.valmerac.id);
    event.mutable_territory_edited()->mutable_territory()->set_name("Grand Valmérac");
    edited = event;
  });
  ASSERT_NE(state.wants().directory_after_id, 0u);
  take(state.wants().directory_after_id);  // read after the events, and comes before them
  state.reduce(renamed);
  state.reduce(edited);
  while (state.wants().directory_after_id != 0) take(state.wants().directory_after_id);

  const cli::Picture& picture = state.picture();
  int pages = 0;
  const Snapshot fresh = whole_directory(pages);
  EXPECT_EQ(picture.members.size(), static_cast<std::size_t>(fresh.members_size()));
  for (const Member& member : fresh.members()) {
    EXPECT_EQ(picture.members.at(member.id()).thing.SerializeAsString(), member.SerializeAsString()) << member.id();
  }
  for (const Territory& territory : fresh.territories()) {
    EXPECT_EQ(picture.territories.at(territory.id()).thing.SerializeAsString(), territory.SerializeAsString());
  }
  const Snapshot now = ask();
  for (const Channel& channel : now.channels()) {
    EXPECT_EQ(picture.channels.at(channel.id()).channel.title(), channel.title());
  }
}

TEST_F(ReaderDirectory, WhoDoesNotReadItGetsNoPageOfIt) {
  Query query;
  query.mutable_get_snapshot()->set_directory_after_id(1);
  const Reply reply = community::answer(*reader_, community_.orientation, query);
  EXPECT_EQ(reply.answer().snapshot().ByteSizeLong(), 0u);
}

}  // namespace ramure::test
