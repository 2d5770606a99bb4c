"""Qwen3-Embedding on Triton's Python backend: the state of a text's last token, scaled to length one.

Questions are told from passages by their instruction, which belongs into the text that the client sends:
"Instruct: <task>\\nQuery:<question>". Passages are sent as they are.
"""

import json

import numpy as np
import torch
import triton_python_backend_utils as pb_utils
from transformers import AutoModel, AutoTokenizer


class TritonPythonModel:
    def initialize(self, args):
        config = json.loads(args["model_config"])
        parameters = {key: value["string_value"] for key, value in config["parameters"].items()}
        on_gpu = args["model_instance_kind"] == "GPU"
        self.device = "cuda:" + args["model_instance_device_id"] if on_gpu else "cpu"
        self.max_tokens = int(parameters["max_tokens"])
        # Padding on the left puts the last token of every text into the last column.
        self.tokenizer = AutoTokenizer.from_pretrained(parameters["weights"], padding_side="left")
        self.end = self.tokenizer.convert_tokens_to_ids("<|endoftext|>")
        precision = torch.bfloat16 if on_gpu else torch.float32
        self.model = AutoModel.from_pretrained(parameters["weights"], torch_dtype=precision)
        self.model.to(self.device).eval()

    def execute(self, requests):
        texts = [self.texts(request) for request in requests]
        vectors = self.embed([text for group in texts for text in group])
        responses, begin = [], 0
        for group in texts:
            end = begin + len(group)
            tensor = pb_utils.Tensor("embedding", vectors[begin:end])
            responses.append(pb_utils.InferenceResponse(output_tensors=[tensor]))
            begin = end
        return responses

    @staticmethod
    def texts(request):
        values = pb_utils.get_input_tensor_by_name(request, "text").as_numpy().reshape(-1)
        return [value.decode("utf-8") for value in values]

    @torch.inference_mode()
    def embed(self, texts):
        batch = self.tokenizer.pad({"input_ids": [self.tokens(text) for text in texts]}, return_tensors="pt")
        states = self.model(**batch.to(self.device)).last_hidden_state[:, -1]
        unit = torch.nn.functional.normalize(states.float(), dim=-1)
        return unit.cpu().numpy().astype(np.float32)

    def tokens(self, text):
        """The model was trained with an end-of-text token behind each text; not every tokenizer file adds it."""
        tokens = self.tokenizer(text, truncation=True, max_length=self.max_tokens - 1)["input_ids"]
        return tokens if tokens and tokens[-1] == self.end else tokens + [self.end]
