// GET /api/attachments/MESSAGE_ID/POSITION: a file that a message carries, to those who may read the message.
#include "protocol/limits.hpp"
#include "server/community/answer_files.hpp"
#include "server/files/media_type.hpp"
#include "server/files/sending.hpp"
#include "server/net/answers.hpp"
#include "server/net/entrance.hpp"
#include "server/net/file_source.hpp"
#include "server/net/path_ids.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

using storage::CarriedFile;
using Carried = std::expected<CarriedFile, v1::Refusal>;

// Says nothing of the content: message and position name one file for ever, in one journal.
std::string tag_of(const CarriedFile& file, std::uint64_t message_id, std::uint64_t position) {
  return "\"" + file.epoch.substr(0, 8) + "-" + std::to_string(message_id) + "-" + std::to_string(position) + "\"";
}

// Browsers may show pictures of the kinds they have always shown. Whatever else a file is, it is downloaded and never
// run: not as a page, not as a script, not inside a page of others.
void add_headers(const CarriedFile& file, const std::string& tag, Response& response) {
  const v1::Attachment& description = file.description;
  const bool is_shown = files::is_shown(description.media_type());
  response.content_type =
      description.media_type() == "text/plain" ? "text/plain; charset=utf-8" : description.media_type();
  const auto disposition = is_shown ? files::Disposition::shown : files::Disposition::download;
  const bool may_be_kept = community::may_be_kept(file.channel_kind);
  response.headers = {
      {"Content-Disposition", files::content_disposition(disposition, description.name())},
      {"Content-Security-Policy", "default-src 'none'; sandbox"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Referrer-Policy", "no-referrer"},
      {"Accept-Ranges", "bytes"},
      {"ETag", tag},
      // Asked for anew each time: what was erased meanwhile is not shown from a cache.
      {"Cache-Control", may_be_kept ? "private, no-cache" : "private, no-store"},
  };
}

Response compose(Entrance entrance, live::Loop& loop, CarriedFile file, const std::string& tag,
                 const Request& request) {
  Response response;
  add_headers(file, tag, response);
  const std::uint64_t size = file.content->size_bytes();
  if (files::names_tag(request.if_none_match, tag)) {
    response.status = 304;
    return response;
  }
  const bool same_file = request.if_range.empty() || request.if_range == tag;
  const auto asked = same_file ? files::range_asked(request.range, size) : files::RangeAnswer{};
  if (asked.kind == files::RangeAnswer::Kind::unsatisfiable) {
    response = refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, "the file has no such part");
    response.status = 416;
    response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    return response;
  }
  files::ByteRange part{0, size};
  if (asked.kind == files::RangeAnswer::Kind::part) {
    part = asked.part;
    response.status = 206;
    response.headers.emplace_back("Content-Range", "bytes " + std::to_string(part.first) + "-" +
                                                       std::to_string(part.first + part.bytes - 1) + "/" +
                                                       std::to_string(size));
  }
  response.source_bytes = part.bytes;
  response.source = file_source(std::move(entrance.community), loop, std::move(*file.content), part);
  return response;
}

void fetch(live::Loop& loop, Entrance entrance, std::uint64_t message_id, std::uint64_t position, Request request,
           Respond respond) {
  live::CommunityHost& host = *entrance.community;
  auto job = [member_id = entrance.member_id, message_id, position](storage::Reader& reader) {
    return community::attachment(reader, member_id, message_id, static_cast<std::uint32_t>(position));
  };
  auto done = [&loop, entrance = std::move(entrance), message_id, position, request = std::move(request),
               respond = std::move(respond)](std::expected<Carried, v1::Refusal> read) mutable {
    if (!read) return respond(refusal_answer(read.error()));
    Carried& file = *read;
    if (!file) return respond(refusal_answer(file.error()));
    const std::string tag = tag_of(*file, message_id, position);
    respond(compose(std::move(entrance), loop, std::move(*file), tag, request));
  };
  host.read<Carried>(loop, std::move(job), std::move(done));
}

}  // namespace

void answer_attachment(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_reader(services, request);
  if (!who) return respond(who.error());
  // An address that can name nothing is answered as one that names nothing, by the same way.
  const auto ids = path_ids(request.path, "/api/attachments/", 2).value_or(std::vector<std::uint64_t>{0, 0});
  const std::uint64_t position = std::min<std::uint64_t>(ids[1], limits::attachments_per_message_max);
  const std::string community = query_parameter(request.query, "community");
  enter(services.registry, **who, community, loop,
        [&loop, message_id = ids[0], position, request = std::move(request),
         respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
          if (!entrance) return respond(refusal_answer(entrance.error()));
          fetch(loop, std::move(*entrance), message_id, position, std::move(request), std::move(respond));
        });
}

}  // namespace ramure::net
