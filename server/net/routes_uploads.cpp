// POST /api/uploads?community=SLUG&name=NAME: a file, taken to the disk while it arrives.
//
// Everything that can be refused by looking at the head is refused before anything of the body is read: who asks,
// whether he has a place to write, the name, the size, the room that he has left.
#include "protocol/limits.hpp"
#include "ramure/v1/accounts.pb.h"
#include "server/community/answer_files.hpp"
#include "server/files/keep_upload.hpp"
#include "server/net/answers.hpp"
#include "server/net/entrance.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

using community::Checked;
using storage::Uploads;
using Receiving = std::unique_ptr<Uploads::Receiving>;
using Ready = Route::Ready;

struct Done {};

v1::Refusal empty_file() { return community::refuse::invalid("file", "the file is empty").error(); }

// One upload on its way in. Each step runs on the pool for files; the connection calls the next one when it is done.
class UploadSink final : public BodySink, public std::enable_shared_from_this<UploadSink> {
 public:
  UploadSink(const Services& services, live::Loop& loop, live::Registry::Lease community, std::string name,
             Receiving receiving)
      : services_(services),
        loop_(loop),
        community_(std::move(community)),
        name_(std::move(name)),
        receiving_(std::move(receiving)) {}

  // Removing what was begun is work for the disk too.
  ~UploadSink() override {
    auto job = [receiving = std::move(receiving_)](Uploads&) mutable -> std::expected<Done, v1::Refusal> {
      receiving = nullptr;
      return Done{};
    };
    community_->with_files<Done>(loop_, std::move(job), [](const auto&) {});
  }

  void take(std::string piece, Taken taken) override {
    auto job = [self = shared_from_this(), piece = std::move(piece)](Uploads&) -> std::expected<Done, v1::Refusal> {
      self->receiving_->file().write(piece);
      return Done{};
    };
    community_->with_files<Done>(loop_, std::move(job),
                                 [self = shared_from_this(), taken = std::move(taken)](const auto& done) mutable {
                                   taken(done ? std::nullopt : std::optional(refusal_answer(done.error())));
                                 });
  }

  void finish(Respond respond) override {
    auto job = [self = shared_from_this()](Uploads& uploads) { return self->keep(uploads); };
    community_->with_files<v1::Upload>(loop_, std::move(job),
                                       [self = shared_from_this(), respond = std::move(respond)](auto kept) mutable {
                                         respond(kept ? answer(*kept) : refusal_answer(kept.error()));
                                       });
  }

 private:
  std::expected<v1::Upload, v1::Refusal> keep(Uploads& uploads) {
    if (receiving_->file().size_bytes() == 0) return std::unexpected(empty_file());
    const std::string upload_id = community_->new_upload_id();
    const v1::Attachment description =
        files::keep_upload(uploads, *receiving_, upload_id, name_, services_.clock.now_ms());
    v1::Upload upload;
    upload.set_upload_id(upload_id);
    upload.set_name(description.name());
    upload.set_media_type(description.media_type());
    upload.set_size_bytes(description.size_bytes());
    upload.set_width(description.width());
    upload.set_height(description.height());
    return upload;
  }

  const Services& services_;
  live::Loop& loop_;
  const live::Registry::Lease community_;
  const std::string name_;
  Receiving receiving_;
};

// What a request wishes to upload, on its way through the checks.
struct Wish {
  const Services& services;
  live::Loop& loop;
  std::string name;
  std::uint64_t bytes_max;  // as announced, else what is allowed
  Ready ready;
  Entrance entrance;
};

void refuse_upload(Ready& ready, const v1::Refusal& refusal) { ready(std::unexpected(refusal_answer(refusal))); }

void set_room_aside(std::shared_ptr<Wish> wish) {
  auto job = [wish](Uploads& uploads) -> std::expected<Receiving, v1::Refusal> {
    Receiving receiving = uploads.begin(wish->entrance.member_id, wish->bytes_max);
    if (receiving == nullptr) return std::unexpected(community::no_room_for_file());
    return receiving;
  };
  auto done = [wish](std::expected<Receiving, v1::Refusal> receiving) {
    if (!receiving) return refuse_upload(wish->ready, receiving.error());
    wish->ready(std::make_shared<UploadSink>(wish->services, wish->loop, std::move(wish->entrance.community),
                                             wish->name, std::move(*receiving)));
  };
  wish->entrance.community->with_files<Receiving>(wish->loop, std::move(job), std::move(done));
}

void check_rights(std::shared_ptr<Wish> wish) {
  auto job = [wish](storage::Reader& reader) { return community::check_may_upload(reader, wish->entrance.member_id); };
  auto done = [wish](std::expected<Checked, v1::Refusal> checked) {
    if (!checked) return refuse_upload(wish->ready, checked.error());
    if (!*checked) return refuse_upload(wish->ready, checked->error());
    set_room_aside(wish);
  };
  wish->entrance.community->read<Checked>(wish->loop, std::move(job), std::move(done));
}

}  // namespace

void receive_upload(const Services& services, live::Loop& loop, Request request, Ready ready) {
  const auto who = access_signed_in(services, request);
  if (!who) return ready(std::unexpected(who.error()));
  std::string name = query_parameter(request.query, "name");
  if (auto checked = community::check_file_name(name); !checked) return refuse_upload(ready, checked.error());
  if (request.body_bytes == 0) return refuse_upload(ready, empty_file());
  auto wish =
      std::make_shared<Wish>(services, loop, std::move(name), request.body_bytes.value_or(limits::upload_bytes_max),
                             std::move(ready), Entrance{});
  enter(services.registry, **who, query_parameter(request.query, "community"), loop,
        [wish](std::expected<Entrance, v1::Refusal> entrance) {
          if (!entrance) return refuse_upload(wish->ready, entrance.error());
          wish->entrance = std::move(*entrance);
          check_rights(wish);
        });
}

}  // namespace ramure::net
