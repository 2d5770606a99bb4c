"""A language model that answers from a script, for tests on the real Triton server.

The folder named by SCRIPTED_ANSWERS holds rules, one JSON object a file, read anew for every request and tried in the
order of their file names; the first whose `match` (a regular expression) is found in the prompt decides:

    {"match": "capital of Germany", "answer": "Berlin"}
    {"match": "weather", "calls": [{"name": "getWeather", "arguments": {"city": "Munich"}}]}
    {"match": "trend", "behavior": "stall", "after": 3}

    match      searched in the whole prompt, "." matches line ends; `last` is searched from the last user turn on
    schema     true: only for requests with a JSON schema; false: only for those without
    answer     the text; \\1, \\g<name> stand for groups of `match`; a list: one after the other, the last one stays
    calls      rendered as Qwen3 tool calls, after `answer` if both are given
    times      the rule is used that often, then it is passed over
    firstMs, tokenMs, batch   pace: wait before the first token; per token; share by which each other request that
               runs at the same time slows a token down (an LLM on a GPU: about 0.05)
    behavior   answer (as above), or after `after` tokens (none if not given):
               stall     say nothing more until the request is canceled
               fail      an error, `error` its text
               flood     tokens without end, whatever max_tokens says
               garbage   bytes that are not UTF-8
               mute      responses without text_output
               unflagged ends without the flag of the last response
               unreasoned the last response says that it is not finished ("None")
               crash     the process of the model dies

Where no rule fits, the model writes what it can from the prompt alone: an answer under the JSON schema of the request
if there is one (its texts refer to the figures that the prompt names as {{id}}), plain sentences otherwise.

Every request is noted in SCRIPTED_ANSWERS/requests.jsonl when it begins and when it ends, so that a test can see what
arrived and what became of it. The parameters are checked as vLLM checks them, errors included.
"""

import json
import os
import pathlib
import re
import signal
import threading
import time

import numpy as np
import triton_python_backend_utils as pb_utils

MAX_MODEL_LEN = int(os.environ.get("SCRIPTED_MAX_MODEL_LEN", "32768"))

SAMPLING_KEYS = {
    "n", "best_of", "presence_penalty", "frequency_penalty", "repetition_penalty", "temperature", "top_p", "top_k",
    "min_p", "seed", "stop", "stop_token_ids", "bad_words", "ignore_eos", "max_tokens", "min_tokens", "logprobs",
    "prompt_logprobs", "skip_special_tokens", "spaces_between_special_tokens", "include_stop_str_in_output",
    "logit_bias", "allowed_token_ids", "structured_outputs", "stream_interval", "lora_name",
}

# One word with the space before it, one CJK character, one mark: near enough to what a tokenizer does.
TOKEN = re.compile(r"[ ]?[A-Za-z0-9_]+|[ ]?[^\sA-Za-z0-9_]|\s")


def tokens_of(text):
    return TOKEN.findall(text)


class Script:
    """The rules in a folder, and what has been asked so far."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) if folder else None
        self.lock = threading.Lock()
        self.used = {}

    def rule_for(self, prompt, schema):
        if self.folder is None:
            return {}, None, 0
        last_turn = prompt[prompt.rfind("<|im_start|>user"):]
        for path in sorted(self.folder.glob("*.json")):
            try:
                rule = json.loads(path.read_text(encoding="utf-8"))
                key = (path.name, path.stat().st_mtime_ns)
            except FileNotFoundError:
                continue  # removed by the test in this very moment
            found = re.search(rule.get("match", ""), prompt, re.DOTALL)
            if not found or not re.search(rule.get("last", ""), last_turn, re.DOTALL):
                continue
            if rule.get("schema", schema is not None) != (schema is not None):
                continue
            with self.lock:
                count = self.used.get(key, 0)
                if count >= rule.get("times", count + 1):
                    continue
                self.used[key] = count + 1
            return rule, found, count
        return {}, None, 0

    def note(self, **what):
        if self.folder is None:
            return
        with self.lock, open(self.folder / "requests.jsonl", "a", encoding="utf-8") as log:
            log.write(json.dumps(what, ensure_ascii=False) + "\n")


def text_of(rule, found, count, prompt, schema):
    answer = rule.get("answer")
    if isinstance(answer, list):
        answer = answer[min(count, len(answer) - 1)]
    if answer is not None and not isinstance(answer, str):
        answer = json.dumps(answer, ensure_ascii=False)
    elif answer is not None and "\\" in answer:
        answer = found.expand(answer)
    calls = [
        "<tool_call>\n%s\n</tool_call>" % json.dumps(call, ensure_ascii=False) for call in rule.get("calls", [])
    ]
    if answer is None and calls:
        return "\n".join(calls)
    if answer is None:
        return Composer(prompt).compose(schema)
    return "\n".join([answer] + calls)


class Composer:
    """Writes an answer from the prompt alone."""

    LISTED = re.compile(r"^\{\{([^{}|\s]+)\}\} \| ([^|\n]+?) \|", re.MULTILINE)
    ABOUT = re.compile(r"(?:begin with: |主要使用以下指标：)(.+)")
    COMPARED = re.compile(r"\.(previous-\w+|mom|yoy)\b")

    def __init__(self, prompt):
        turn = prompt.rfind("<|im_start|>user")
        asked = prompt[turn:] if turn >= 0 else prompt
        self.chinese = len(re.findall(r"[\u4e00-\u9fff]", prompt)) * 8 > len(prompt)
        self.ids = list(dict.fromkeys(re.findall(r"\{\{\s*([^{}|\s]+)\s*\}\}", asked)))
        self.names = dict(self.LISTED.findall(asked))
        self.subjects = self.mainly(asked) or self.ids
        self.next = 0

    def mainly(self, asked):
        """The figures that a section is mainly about, if the prompt says so as Rapporteur's does."""
        found = self.ABOUT.search(asked)
        if not found:
            return []
        begins = [begin.strip() for begin in re.split("[,、，]", found.group(1))]
        return [
            name
            for begin in begins
            for name in self.names
            if (name == begin or name.startswith(begin + ".")) and not self.COMPARED.search(name)
        ]

    def compose(self, schema):
        if schema is None:
            return self.text(10_000)
        return json.dumps(self.value(schema, schema), ensure_ascii=False)

    def text(self, most):
        """Up to three sentences; the next text goes on with the next figures."""
        if not self.ids:
            text = "本节依据所给数据写成。" if self.chinese else "This section is written from the data given."
            return text[:most]
        sentences = [self.sentence() for _ in range(min(3, len(self.subjects)))]
        text = ("" if self.chinese else " ").join(sentences)
        return text if len(text) <= most else ("{{%s}}" % self.subjects[0])[:most]

    def sentence(self):
        subject = self.subjects[self.next % len(self.subjects)]
        self.next += 1
        name = self.names.get(subject)
        before = subject + ".previous-year"
        if self.chinese:
            text = "%s为{{%s}}" % (name or "本期", subject)
            return text + ("，上年同期为{{%s}}。" % before if before in self.ids else "。")
        text = "%s came to {{%s}}" % (name or "The month", subject)
        return text + (", against {{%s}} a year earlier." % before if before in self.ids else ".")

    def value(self, schema, root):
        if schema is True or schema == {}:
            return {}
        if "$ref" in schema:
            target = root
            for part in schema["$ref"].lstrip("#/").split("/"):
                target = target[part]
            return self.value(target, root)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            named = [v for v in schema["enum"] if isinstance(v, str) and v in self.ids]
            return (named or schema["enum"])[0]
        for key in ("anyOf", "oneOf"):
            if key in schema:
                return self.value(schema[key][0], root)
        kind = schema.get("type", "object")
        if isinstance(kind, list):
            kind = kind[0]
        return getattr(self, "a_" + kind)(schema, root)

    def a_object(self, schema, root):
        properties = schema.get("properties", {})
        return {name: self.value(part, root) for name, part in properties.items()}

    def a_array(self, schema, root):
        count = min(max(schema.get("minItems", 0), 2), schema.get("maxItems", 2))
        return [self.value(schema.get("items", {"type": "string"}), root) for _ in range(count)]

    def a_string(self, schema, root):
        text = self.text(schema.get("maxLength", 10_000))
        return text.ljust(schema.get("minLength", 0), ".")

    def a_integer(self, schema, root):
        return int(max(schema.get("minimum", 0), schema.get("exclusiveMinimum", -1) + 1))

    def a_number(self, schema, root):
        return float(max(schema.get("minimum", 0), schema.get("exclusiveMinimum", -1) + 1))

    def a_boolean(self, schema, root):
        return True

    def a_null(self, schema, root):
        return None


class VllmTensors:
    """What Triton's vLLM backend takes and gives."""

    def __init__(self, request):
        self.prompt = string(request, "text_input")
        self.stream = boolean(request, "stream", False)
        self.prepend = boolean(request, "exclude_input_in_output", None) is not True and not self.stream
        if self.stream and boolean(request, "exclude_input_in_output", None) is False:
            raise ValueError("Error: when streaming, 'exclude_input_in_output' = False is not allowed.")
        self.reason = boolean(request, "return_finish_reason", False)
        self.count_in = boolean(request, "return_num_input_tokens", False)
        self.count_out = boolean(request, "return_num_output_tokens", False)
        given = string(request, "sampling_parameters")
        self.sampling = json.loads(given) if given is not None else json.loads(request.parameters() or "{}")
        if not isinstance(self.sampling, dict):
            raise ValueError("sampling_parameters is not a JSON object")
        try:
            self.schema = self.checked()
        except Exception:
            # What a client of the real backend sees when a key is unknown or a value cannot be read.
            raise RuntimeError("Error generating stream: 'NoneType' object has no attribute 'lora_name'")
        self.max_tokens = int(self.sampling.get("max_tokens", 16))
        self.stops = self.sampling.get("stop", [])

    def checked(self):
        unknown = set(self.sampling) - SAMPLING_KEYS
        if unknown:
            raise KeyError(unknown)
        for key, low, high in (("temperature", 0, 1e9), ("top_p", 1e-9, 1), ("min_p", 0, 1), ("max_tokens", 1, 1e9),
                               ("presence_penalty", -2, 2), ("frequency_penalty", -2, 2)):
            if not low <= float(self.sampling.get(key, high if low <= high else low)) <= high:
                raise ValueError(key)
        for key in ("stop", "stop_token_ids", "bad_words"):
            if not isinstance(self.sampling.get(key, []), list):
                raise ValueError(key)
        guide = self.sampling.get("structured_outputs")
        if guide is None:
            return None
        if not isinstance(guide, str):
            raise ValueError("structured_outputs is not a JSON string")
        guide = json.loads(guide)
        if guide.get("json_object"):
            return {"type": "object"}
        schema = guide["json"]
        return json.loads(schema) if isinstance(schema, str) else schema

    def response(self, text, reason, new_tokens, inputs):
        out = [pb_utils.Tensor("text_output", np.array([text], dtype=np.object_))]
        if self.reason:
            out.append(pb_utils.Tensor("finish_reason", np.array([reason.encode()], dtype=np.object_)))
        if self.count_in:
            out.append(pb_utils.Tensor("num_input_tokens", np.asarray(inputs, dtype=np.uint32)))
        if self.count_out:
            out.append(pb_utils.Tensor("num_output_tokens", np.asarray([new_tokens], dtype=np.uint32)))
        return out

    def mute(self):
        return [pb_utils.Tensor("num_output_tokens", np.asarray([1], dtype=np.uint32))]


class EnsembleTensors(VllmTensors):
    """What TensorRT-LLM's ensemble takes and gives: a batch dimension, and no reason for the end."""

    def __init__(self, request):
        self.prompt = string(request, "text_input")
        self.stream = boolean(request, "stream", False)
        self.prepend = boolean(request, "exclude_input_in_output", False) is not True
        self.reason = False
        self.count_in = boolean(request, "return_num_input_tokens", False)
        self.count_out = boolean(request, "return_num_output_tokens", False)
        self.max_tokens = int(number(request, "max_tokens", 0))
        self.stops = strings(request, "stop_words")
        self.sampling = {
            key: number(request, key, None) for key in ("temperature", "top_p", "top_k", "seed", "presence_penalty")
        }
        guide = string(request, "guided_decoding_guide")
        kind = string(request, "guided_decoding_guide_type")
        if (guide is None) != (kind in (None, "json")):
            raise ValueError("guided_decoding_guide and its type do not fit together")
        self.schema = json.loads(guide) if guide is not None else {"type": "object"} if kind == "json" else None

    def response(self, text, reason, new_tokens, inputs):
        out = [pb_utils.Tensor("text_output", np.array([[text]], dtype=np.object_))]
        if self.count_in:
            out.append(pb_utils.Tensor("num_input_tokens", np.asarray([[inputs]], dtype=np.int32)))
        if self.count_out:
            out.append(pb_utils.Tensor("num_output_tokens", np.asarray([[new_tokens]], dtype=np.int32)))
        return out


def flat(request, name):
    tensor = pb_utils.get_input_tensor_by_name(request, name)
    return None if tensor is None else tensor.as_numpy().reshape(-1)


def strings(request, name):
    values = flat(request, name)
    return [] if values is None else [value.decode("utf-8") for value in values]


def string(request, name):
    values = strings(request, name)
    return values[0] if values else None


def boolean(request, name, default):
    values = flat(request, name)
    return default if values is None else bool(values[0])


def number(request, name, default):
    values = flat(request, name)
    return default if values is None else float(values[0])


class ScriptedModel:
    tensors = VllmTensors

    def initialize(self, args):
        self.name = args["model_name"]
        self.script = Script(os.environ.get("SCRIPTED_ANSWERS"))
        self.running = 0
        self.lock = threading.Lock()
        self.threads = set()

    def execute(self, requests):
        for request in requests:
            thread = threading.Thread(target=self.serve, args=(request,), daemon=True)
            with self.lock:
                self.threads.add(thread)
            thread.start()
        return None

    def finalize(self):
        for thread in list(self.threads):
            thread.join(timeout=2)

    def serve(self, request):
        with self.lock:
            self.running += 1
        sender = request.get_response_sender()
        try:
            self.answer(request, sender)
        except Exception as fault:
            self.fail(sender, str(fault))
        finally:
            with self.lock:
                self.running -= 1
                self.threads.discard(threading.current_thread())

    def fail(self, sender, message):
        sender.send(
            pb_utils.InferenceResponse(error=pb_utils.TritonError(message)),
            flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL,
        )

    def answer(self, request, sender):
        asked = self.tensors(request)
        rule, found, count = self.script.rule_for(asked.prompt, asked.schema)
        behavior = rule.get("behavior", "answer")
        self.script.note(event="begin", id=request.request_id(), model=self.name, prompt=asked.prompt,
                         sampling=asked.sampling, stream=asked.stream, max_tokens=asked.max_tokens, behavior=behavior)
        inputs = len(tokens_of(asked.prompt))
        if inputs > MAX_MODEL_LEN:
            raise RuntimeError("Error generating stream: The decoder prompt (length %d) is longer than the maximum "
                               "model length of %d." % (inputs, MAX_MODEL_LEN))
        text = text_of(rule, found, count, asked.prompt, asked.schema)
        sent, end = self.speak(asked, sender, rule, behavior, tokens_of(text), inputs)
        self.script.note(event="end", id=request.request_id(), end=end, tokens=sent)

    def speak(self, asked, sender, rule, behavior, pieces, inputs):
        """Sends the pieces; gives how many went out and how it ended."""
        if self.wait(sender, rule.get("firstMs", 0)):
            return 0, "canceled"
        pieces, reason = self.limited(asked, pieces)
        odd_at = rule.get("after", 0) if behavior in ("stall", "fail", "flood", "garbage", "mute", "crash") else None
        if not asked.stream and odd_at is None:
            return self.whole(asked, sender, rule, behavior, pieces, reason, inputs)
        if not pieces:
            pieces = [""]
        for index, piece in enumerate(pieces):
            if sender.is_cancelled():
                return index, "canceled"
            if index == odd_at:
                break
            if self.wait(sender, self.pace(rule)):
                return index, "canceled"
            last = index == len(pieces) - 1 and odd_at is None
            self.send(asked, sender, piece, reason if last else "None", last, behavior, inputs)
        if odd_at is None:
            return len(pieces), reason
        return self.misbehave(asked, sender, rule, behavior, min(odd_at, len(pieces)), inputs)

    def limited(self, asked, pieces):
        text = "".join(pieces)
        cut = min((text.find(stop) for stop in asked.stops if stop in text), default=-1)
        if cut >= 0:
            pieces = tokens_of(text[:cut])
        if len(pieces) > asked.max_tokens:
            return pieces[:asked.max_tokens], "length"
        return pieces, "stop"

    def whole(self, asked, sender, rule, behavior, pieces, reason, inputs):
        for index in range(len(pieces)):
            if self.wait(sender, self.pace(rule)):
                return index, "canceled"
        text = "".join(pieces)
        if asked.prepend:
            text = asked.prompt + text
        self.send(asked, sender, text, reason, True, behavior, inputs, new_tokens=len(pieces))
        return len(pieces), reason

    def send(self, asked, sender, text, reason, last, behavior, inputs, new_tokens=1):
        if last and behavior == "unreasoned":
            reason = "None"
        outputs = asked.response(text.encode("utf-8"), reason, new_tokens, inputs)
        flags = pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL if last and behavior != "unflagged" else 0
        sender.send(pb_utils.InferenceResponse(output_tensors=outputs), flags=flags)
        if last and behavior == "unflagged":
            while not sender.is_cancelled():
                time.sleep(0.005)
            sender.send(flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)

    def misbehave(self, asked, sender, rule, behavior, sent, inputs):
        if behavior == "crash":
            self.script.note(event="crash", tokens=sent)
            os.kill(os.getpid(), signal.SIGKILL)
        if behavior == "fail":
            self.fail(sender, "Error generating stream: " + rule.get("error", "the script says so"))
            return sent, "failed"
        while not sender.is_cancelled():
            if behavior == "stall":
                time.sleep(0.005)
                continue
            if behavior == "flood":
                outputs = asked.response(b" again", "None", 1, inputs)
            elif behavior == "garbage":
                outputs = asked.response(b"\xff\xfe\x80 \xc3", "stop", 1, inputs)
            else:
                outputs = asked.mute()
            sent += 1
            last = behavior in ("garbage", "mute")
            sender.send(
                pb_utils.InferenceResponse(output_tensors=outputs),
                flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL if last else 0,
            )
            if last:
                return sent, behavior
        sender.send(flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)
        return sent, "canceled"

    def pace(self, rule):
        return rule.get("tokenMs", 0) * (1 + rule.get("batch", 0) * max(0, self.running - 1))

    def wait(self, sender, milliseconds):
        """Waits; true if the request was canceled meanwhile."""
        until = time.monotonic() + milliseconds / 1000
        while time.monotonic() < until:
            if sender.is_cancelled():
                sender.send(flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)
                return True
            time.sleep(min(0.005, max(0, until - time.monotonic())))
        return False
