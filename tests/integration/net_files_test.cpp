// Files over HTTP: sent, carried by a message, fetched by whoever may read it, whole or in part, and gone when it is
// erased.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "protocol/hex.hpp"
#include "protocol/limits.hpp"
#include "storage/attachment_files.hpp"
#include "tests/support/http_files.hpp"
#include "tests/support/running_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
namespace json = boost::json;

class NetFiles : public testing::Test {
 protected:
  RunningCommunity served;
  std::uint64_t anna = served.people().valmerac.first, bruno = served.people().kerlohan.first;

  std::string upload(const std::string& content, std::string_view name = "note.txt") {
    return uploaded_over_http(served.port(), served.token(anna), content, name);
  }
  HttpAnswer get_as(std::uint64_t member, std::uint64_t message, std::uint64_t position, HttpHeaders headers = {}) {
    return get(served.port(), served.token(member), attachment_path(message, position), std::move(headers));
  }
  // Anna's message with these files in the plenary, or in a thread of hers.
  std::uint64_t post(const std::vector<std::string>& upload_ids, std::uint64_t thread = 0) {
    WsClient client = served.connect(anna);
    client.hello();
    v1::Command command = served.post(thread == 0 ? served.thread() : thread, "Voici");
    for (const std::string& id : upload_ids) command.mutable_post_message()->add_upload_ids(id);
    const v1::Reply reply = client.command(command);
    if (!reply.has_accepted()) throw std::runtime_error(reply.ShortDebugString());
    return reply.accepted().first_seq();
  }
  bool is_on_disk(std::string_view content) {
    const auto folder = served.data() / "communities" / RunningCommunity::slug;
    return storage::AttachmentFiles(folder).open(sha256_of(content)).has_value();
  }
};

TEST_F(NetFiles, AnUploadIsDescribedAsTheServerFoundIt) {
  const std::string picture = png_of(640, 480, "des pixels");
  const HttpAnswer answer = upload_over_http(served.port(), served.token(anna), picture, "carte d’été.txt");
  ASSERT_EQ(answer.status, 200U) << answer.body;
  const json::object upload = json::parse(answer.body).as_object();
  EXPECT_EQ(upload.at("uploadId").as_string().size(), 32U);
  EXPECT_EQ(upload.at("name").as_string(), "carte d’été.txt");
  EXPECT_EQ(upload.at("mediaType").as_string(), "image/png") << "found in the content, not in the name";
  EXPECT_EQ(upload.at("sizeBytes").as_string(), std::to_string(picture.size()));
  EXPECT_EQ(upload.at("width").as_int64(), 640);
  EXPECT_EQ(upload.at("height").as_int64(), 480);
  EXPECT_EQ(answer.headers.at("cache-control"), "no-store");
}

TEST_F(NetFiles, APictureIsShownToWhoMayReadItsMessage) {
  const std::string picture = png_of(10, 20, std::string(200'000, 'p'));
  const std::uint64_t message = post({upload("d’abord une note"), upload(picture, "carte d’été.png")});
  const HttpAnswer answer = get_as(bruno, message, 1);
  ASSERT_EQ(answer.status, 200U) << answer.body;
  EXPECT_EQ(answer.body, picture);
  EXPECT_EQ(answer.headers.at("content-type"), "image/png");
  EXPECT_EQ(answer.headers.at("content-length"), std::to_string(picture.size()));
  EXPECT_THAT(answer.headers.at("content-disposition"), StartsWith("inline; "));
  EXPECT_THAT(answer.headers.at("content-disposition"),
              HasSubstr("filename*=UTF-8''carte%20d%E2%80%99%C3%A9t%C3%A9.png"));
  EXPECT_EQ(answer.headers.at("x-content-type-options"), "nosniff");
  EXPECT_EQ(answer.headers.at("content-security-policy"), "default-src 'none'; sandbox");
  EXPECT_THAT(answer.headers.at("cache-control"), HasSubstr("private"));
  EXPECT_THAT(answer.headers.at("etag"), Not(HasSubstr(hex_of(sha256_of(picture)).substr(0, 8))));
}

TEST_F(NetFiles, EverythingElseIsDownloaded) {
  for (const std::string content :
       {"<!doctype html><script>alert(1)</script>", "<svg onload='alert(1)'/>", "%PDF-1.7"}) {
    const HttpAnswer answer = get_as(bruno, post({upload(content, "page.html")}), 0);
    EXPECT_EQ(answer.body, content);
    EXPECT_THAT(answer.headers.at("content-disposition"), StartsWith("attachment; ")) << content;
    EXPECT_THAT(answer.headers.at("content-type"), Not(HasSubstr("html"))) << content;
    EXPECT_THAT(answer.headers.at("content-type"), Not(HasSubstr("svg"))) << content;
  }
}

TEST_F(NetFiles, HistoryNamesThemAndTheWordsAreNotNeeded) {
  WsClient client = served.connect(anna);
  client.hello();
  v1::Command command = served.post(served.thread(), "");
  command.mutable_post_message()->add_upload_ids(upload("Bonjour", "note.txt"));
  const v1::Reply first = client.command(command);
  ASSERT_TRUE(first.has_accepted()) << first.ShortDebugString();
  const v1::Reply again = client.command(command);
  ASSERT_TRUE(again.has_accepted()) << "its upload is used up, but by itself";
  EXPECT_TRUE(again.accepted().repeated());
  EXPECT_EQ(again.accepted().first_seq(), first.accepted().first_seq());
  v1::Query query;
  query.mutable_get_history()->set_thread_id(served.thread());
  const v1::Reply reply = client.query(query);
  const auto& message = *reply.answer().history().messages().rbegin();
  ASSERT_EQ(message.attachments_size(), 1);
  EXPECT_EQ(message.attachments(0).name(), "note.txt");
  EXPECT_EQ(message.attachments(0).size_bytes(), 7U);
  command.set_command_key(served.next_key());
  EXPECT_EQ(client.command(command).refusal().code(), v1::REFUSAL_CODE_NOT_FOUND) << "another command cannot have it";
}

TEST_F(NetFiles, HiddenAndAbsentAndErasedAreAlikeToTheByte) {
  WsClient client = served.connect(anna);
  client.hello();
  const v1::Reply opened = client.command(served.open_thread(served.people().valmerac.pair, "À deux"));
  const std::uint64_t hidden = post({upload("entre nous")}, opened.accepted().first_seq());
  EXPECT_EQ(get_as(anna, hidden, 0).status, 200U);
  const HttpAnswer absent = get_as(bruno, limits::id_max, 0);
  EXPECT_EQ(absent.status, 404U);
  const std::uint64_t in_plenary = post({upload("pour tous")});
  for (const std::string& target :
       {attachment_path(hidden, 0), attachment_path(hidden, 1), attachment_path(in_plenary, 1),
        attachment_path(served.thread(), 0), std::string("/api/attachments/0/0"), std::string("/api/attachments/x/y"),
        std::string("/api/attachments/1"), std::string("/api/attachments/1/0/0"), std::string("/api/attachments/-1/0"),
        std::string("/api/attachments/99999999999999999999999999/0"), std::string("/api/attachments/../../etc/passwd"),
        "/api/attachments/" + std::to_string(in_plenary) + "/18446744073709551616"}) {
    const HttpAnswer answer = get(served.port(), served.token(bruno), target);
    EXPECT_EQ(answer.status, 404U) << target;
    EXPECT_EQ(answer.body, absent.body) << target;
    EXPECT_EQ(answer.headers, absent.headers) << target;
  }
  v1::Command redact;
  redact.set_command_key(served.next_key());
  redact.mutable_redact_message()->set_message_id(in_plenary);
  ASSERT_TRUE(client.command(redact).has_accepted());
  EXPECT_EQ(get_as(bruno, in_plenary, 0).body, absent.body) << "at once, whether the bytes are gone or not";
}

TEST_F(NetFiles, OnePartOrNoneAtAll) {
  const std::string content = "0123456789";
  const std::uint64_t message = post({upload(content)});
  const std::string tag = get_as(bruno, message, 0).headers.at("etag");
  const auto part = [&](HttpHeaders headers) { return get_as(bruno, message, 0, std::move(headers)); };

  const HttpAnswer middle = part({{"Range", "bytes=2-5"}});
  EXPECT_EQ(middle.status, 206U);
  EXPECT_EQ(middle.body, "2345");
  EXPECT_EQ(middle.headers.at("content-range"), "bytes 2-5/10");
  EXPECT_EQ(middle.headers.at("accept-ranges"), "bytes");
  EXPECT_EQ(part({{"Range", "bytes=-3"}}).body, "789");
  EXPECT_EQ(part({{"Range", "bytes=0-3,5-6"}}).body, content) << "several parts: the whole";
  EXPECT_EQ(part({{"Range", "bytes=0-3,5-6"}}).status, 200U);

  const HttpAnswer beyond = part({{"Range", "bytes=10-"}});
  EXPECT_EQ(beyond.status, 416U);
  EXPECT_EQ(beyond.headers.at("content-range"), "bytes */10");

  EXPECT_EQ(part({{"Range", "bytes=2-5"}, {"If-Range", tag}}).status, 206U);
  EXPECT_EQ(part({{"Range", "bytes=2-5"}, {"If-Range", "\"another\""}}).body, content);
  const HttpAnswer unchanged = part({{"If-None-Match", tag}});
  EXPECT_EQ(unchanged.status, 304U);
  EXPECT_EQ(unchanged.body, "");
}

TEST_F(NetFiles, TheLargestFileGoesBothWays) {
  std::string content(limits::upload_bytes_max, '\0');
  for (std::size_t i = 0; i < content.size(); i += 1'000) content[i] = static_cast<char>(i / 1'000);
  const std::uint64_t message = post({upload(content, "grand.bin")});
  const HttpAnswer answer = get_as(bruno, message, 0);
  EXPECT_TRUE(answer.body == content) << answer.body.size();
  const HttpAnswer end = get_as(bruno, message, 0, {{"Range", "bytes=26214399-"}});
  EXPECT_EQ(end.body, content.substr(content.size() - 1));
}

TEST_F(NetFiles, BytesGoWithTheMessageThatIsErased) {
  const std::uint64_t message = post({upload("à effacer")});
  ASSERT_TRUE(is_on_disk("à effacer"));
  WsClient client = served.connect(anna);
  client.hello();
  v1::Command redact;
  redact.set_command_key(served.next_key());
  redact.mutable_redact_message()->set_message_id(message);
  ASSERT_TRUE(client.command(redact).has_accepted());
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (is_on_disk("à effacer") && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(100ms);
  EXPECT_FALSE(is_on_disk("à effacer"));
}

TEST_F(NetFiles, AnUploadSurvivesTheServer) {
  const std::string id = upload("avant la coupure");
  served.server().kill();
  served.server().start();
  const std::uint64_t message = post({id});
  served.server().kill();
  served.server().start();
  EXPECT_EQ(get_as(bruno, message, 0).body, "avant la coupure");
}

}  // namespace

}  // namespace ramure::test
