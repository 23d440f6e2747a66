#include "server/ops/administration.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <boost/json/serialize.hpp>
#include <future>

#include "server/manual_clock.hpp"
#include "server/ops/admin_socket.hpp"
#include "server/ops/corpus.hpp"
#include "server/ops/durable_files.hpp"
#include "server/ops/local_communities.hpp"
#include "storage/directory.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::ops {
namespace {

namespace json = boost::json;

constexpr const char* small_community = R"({
  "programme": {"title": "Un parcours"},
  "themes": [{"id": "th1", "label": "Mobilité"}],
  "territories": [{"id": "t01", "name": "Valmérac"}, {"id": "t02", "name": "Kerlohan"}],
  "people": [{"id": "p01", "display_name": "Ada", "role": "catalyseur", "territory_id": "t01"},
             {"id": "f01", "display_name": "Barbara", "role": "facilitateur"}]})";

class AdministrationTest : public ::testing::Test {
 protected:
  AdministrationTest() {
    identity::AccountsOptions options;
    options.file = paths.accounts();
    options.password_cost = identity::PasswordCost::weak_for_tests();
    options.durable = false;
    options.admit = admit_through(submit);
    accounts = std::make_unique<identity::Accounts>(options, clock, random);
    administration = std::make_unique<Administration>(
        Administration::Parts{paths, *accounts, submit, clock, random, /*durable=*/false});
  }

  AdminAnswer run(json::object request) {
    return administration->run(request, [this](std::string_view, std::size_t, std::size_t) { ++progress_steps; });
  }
  json::object must(const json::object& request) {
    auto answer = run(request);
    EXPECT_TRUE(answer) << json::serialize(request) << ": " << answer.error().sentence;
    return answer.value_or(json::object{});
  }
  AdminFault fault(const json::object& request) {
    const auto answer = run(request);
    EXPECT_FALSE(answer) << json::serialize(request);
    return answer ? AdminFault{} : answer.error();
  }
  void create_small() {
    must({{"command", "community create"}, {"slug", "petite"}, {"community_json", small_community}});
  }
  bool can_sign_in(const std::string& name, const std::string& password) {
    std::promise<bool> promise;
    accounts->sign_in({name, password, "192.0.2.1", ""},
                      [&](const auto& outcome) { promise.set_value(outcome.has_value()); });
    return promise.get_future().get();
  }
  const v1::Member* find(const storage::Directory& directory, const std::string& name) {
    for (const auto& member : directory.members) {
      if (member.name() == name) return &member;
    }
    return nullptr;
  }

  test::TemporaryFolder folder;
  const DataPaths paths{folder.path()};
  ManualClock clock{1'795'000'000'000};
  test::SeededRandom random{1};
  Submit submit = submit_locally(paths, clock);
  std::unique_ptr<identity::Accounts> accounts;
  std::unique_ptr<Administration> administration;
  int progress_steps = 0;
};

TEST_F(AdministrationTest, CreatesACommunityWithoutAccounts) {
  create_small();
  const auto communities = must({{"command", "community list"}}).at("communities").as_array();
  ASSERT_EQ(communities.size(), 1u);
  EXPECT_EQ(json::serialize(communities[0]), R"({"slug":"petite","name":"Un parcours","members":2})");
  const auto members = must({{"command", "member list"}, {"community", "petite"}}).at("members").as_array();
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(members[0].at("key").as_string(), "p01");
  EXPECT_EQ(members[0].at("role").as_string(), "catalyst");
  EXPECT_EQ(members[0].at("territory").as_string(), "t01");
  EXPECT_EQ(members[0].at("sign_in").as_string(), "");
  EXPECT_GT(progress_steps, 0);
}

TEST_F(AdministrationTest, ACommunityThatExistsIsNotTouched) {
  create_small();
  const auto refused =
      fault({{"command", "community create"}, {"slug", "petite"}, {"community_json", small_community}});
  EXPECT_EQ(refused.kind, AdminFault::Kind::refused);
  EXPECT_NE(refused.sentence.find("already"), std::string::npos);
}

TEST_F(AdministrationTest, AFaultyFileLeavesNothing) {
  std::string faulty = small_community;
  faulty.replace(faulty.find("facilitateur"), 12, "Napoléon");
  const auto refused = fault({{"command", "community create"}, {"slug", "petite"}, {"community_json", faulty}});
  EXPECT_EQ(refused.kind, AdminFault::Kind::usage);
  EXPECT_TRUE(refused.sentence.starts_with("community.json: people[1].role: ")) << refused.sentence;
  std::string refused_by_the_rules = small_community;
  refused_by_the_rules.replace(refused_by_the_rules.find("Barbara"), 7, std::string(200, 'b'));
  const auto too_long =
      fault({{"command", "community create"}, {"slug", "petite"}, {"community_json", refused_by_the_rules}});
  EXPECT_TRUE(too_long.sentence.starts_with("community.json: people[1]: ")) << too_long.sentence;
  EXPECT_TRUE(must({{"command", "community list"}}).at("communities").as_array().empty());
  EXPECT_TRUE(!std::filesystem::exists(paths.communities()) || std::filesystem::is_empty(paths.communities()));
}

TEST_F(AdministrationTest, SlugsMustFitAnAddress) {
  for (const char* slug : {"Petite", "pe tite", "../petite", "-petite", ".petite"}) {
    const auto refused = fault({{"command", "community create"}, {"slug", slug}, {"community_json", small_community}});
    EXPECT_EQ(refused.kind, AdminFault::Kind::usage) << slug;
  }
}

TEST_F(AdministrationTest, TheDemoHasASignInForEverybodyAndAnAdmin) {
  const std::filesystem::path demo = RAMURE_DEMO_DIR;
  const auto answer = must({{"command", "community create"},
                            {"slug", "demo"},
                            {"community_json", read_whole_file(demo / "community.json", corpus_file_bytes_max)},
                            {"threads_json", read_whole_file(demo / "threads.json", corpus_file_bytes_max)},
                            {"demo_sign_ins", true}});
  const auto& people = answer.at("people").as_array();
  EXPECT_EQ(people.size(), 30u);
  bool has_admin = false;
  for (const auto& person : people) {
    const std::string name(person.at("sign_in").as_string());
    has_admin = has_admin || name == "admin";
    EXPECT_TRUE(can_sign_in(name, std::string(person.at("password").as_string()))) << name;
  }
  EXPECT_TRUE(has_admin);
}

TEST_F(AdministrationTest, AddsAMemberWithAnAccount) {
  create_small();
  const auto answer = must({{"command", "member add"},
                            {"community", "petite"},
                            {"name", "Grace"},
                            {"role", "catalyst"},
                            {"territory", "t02"},
                            {"sign_in", "grace"}});
  EXPECT_TRUE(can_sign_in("grace", std::string(answer.at("password").as_string())));
  const auto directory = storage::read_directory(paths.community("petite"));
  ASSERT_NE(find(directory, "Grace"), nullptr);
  EXPECT_EQ(find(directory, "Grace")->role(), v1::ROLE_CATALYST);

  const json::object add{{"command", "member add"}, {"community", "petite"}, {"name", "Alan"}};
  const auto with = [&add](std::initializer_list<std::pair<std::string_view, json::value>> fields) {
    json::object request = add;
    for (const auto& [name, value] : fields) request[name] = value;
    return request;
  };
  EXPECT_EQ(fault(with({})).sentence, "role is missing");
  EXPECT_EQ(fault(with({{"role", "king"}})).kind, AdminFault::Kind::usage);
  EXPECT_EQ(fault(with({{"role", "evaluator"}, {"territory", "t01"}})).kind, AdminFault::Kind::refused);
  EXPECT_EQ(fault(with({{"role", "catalyst"}, {"territory", "t99"}})).sentence, "no territory has the key \"t99\"");
  EXPECT_EQ(fault(with({{"role", "admin"}, {"sign_in", "a b"}})).kind, AdminFault::Kind::usage);
  EXPECT_EQ(fault(with({{"role", "admin"}, {"community", "grande"}})).sentence,
            "there is no community \"grande\" here");
  EXPECT_EQ(storage::read_directory(paths.community("petite")).members.size(), 3u) << "refused means unchanged";
}

TEST_F(AdministrationTest, InvitesAMemberAndANewPerson) {
  create_small();
  const auto accept = [this](const json::object& answer, const std::string& name) {
    std::promise<bool> promise;
    accounts->accept_invitation(
        {std::string(answer.at("token").as_string()), name, "onze chevaux blancs", "192.0.2.1", ""},
        [&](const auto& outcome) { promise.set_value(outcome.has_value()); });
    return promise.get_future().get();
  };
  const auto existing = must({{"command", "member invite"}, {"community", "petite"}, {"member", "p01"}});
  EXPECT_TRUE(accept(existing, "ada"));
  EXPECT_EQ(fault({{"command", "member invite"}, {"community", "petite"}, {"member", "p01"}}).kind,
            AdminFault::Kind::refused);
  EXPECT_EQ(fault({{"command", "member invite"}, {"community", "petite"}, {"member", "p77"}}).kind,
            AdminFault::Kind::refused);

  const auto fresh =
      must({{"command", "member invite"}, {"community", "petite"}, {"name", "Grace"}, {"role", "evaluator"}});
  EXPECT_EQ(find(storage::read_directory(paths.community("petite")), "Grace"), nullptr) << "one joins by accepting";
  EXPECT_TRUE(accept(fresh, "grace"));
  EXPECT_NE(find(storage::read_directory(paths.community("petite")), "Grace"), nullptr);
}

TEST_F(AdministrationTest, ChangesRolesAndPasswords) {
  create_small();
  must({{"command", "member role"}, {"community", "petite"}, {"member", "f01"}, {"role", "adviser"}});
  EXPECT_EQ(find(storage::read_directory(paths.community("petite")), "Barbara")->role(), v1::ROLE_ADVISER);
  EXPECT_EQ(fault({{"command", "member role"}, {"community", "petite"}, {"member", "f99"}, {"role", "catalyst"}}).kind,
            AdminFault::Kind::refused);

  const auto added = must(
      {{"command", "member add"}, {"community", "petite"}, {"name", "Grace"}, {"role", "admin"}, {"sign_in", "grace"}});
  const auto reset = must({{"command", "member reset-password"}, {"sign_in", "Grace"}});
  EXPECT_FALSE(can_sign_in("grace", std::string(added.at("password").as_string())));
  EXPECT_TRUE(can_sign_in("grace", std::string(reset.at("password").as_string())));
  EXPECT_EQ(fault({{"command", "member reset-password"}, {"sign_in", "nobody"}}).kind, AdminFault::Kind::refused);
}

TEST_F(AdministrationTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(fault({{"command", "make coffee"}}).kind, AdminFault::Kind::usage);
  EXPECT_EQ(fault({}).sentence, "command is missing");
  EXPECT_EQ(fault({{"command", 7}}).sentence, "command: a text is expected");
}

TEST(AdminFaults, HaveAnExitStatusAndANameEach) {
  using Kind = AdminFault::Kind;
  int expected = 0;
  for (const Kind kind : {Kind::refused, Kind::usage, Kind::data, Kind::findings, Kind::internal}) {
    EXPECT_EQ(exit_status(kind), ++expected);
    EXPECT_EQ(fault_kind(name_of(kind)), kind);
  }
}

}  // namespace
}  // namespace ramure::ops
